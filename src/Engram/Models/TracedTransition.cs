namespace Engram.Models;

/// <summary>The score of one tag after another.</summary>
/// <param name="From">The tag before; <see langword="null"/> at the beginning of the sentence.</param>
/// <param name="To">The tag after it; <see langword="null"/> at the end.</param>
/// <param name="Score">What the field has learnt; added to the emissions.</param>
public sealed record TracedTransition(string? From, string? To, float Score);
