namespace Engram.Evaluation;

/// <summary>The score of one slot.</summary>
/// <param name="Name">The slot's name.</param>
/// <param name="Score">Its counts and fractions.</param>
public readonly record struct SlotScore(string Name, SpanScore Score);
