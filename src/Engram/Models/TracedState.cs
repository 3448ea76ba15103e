namespace Engram.Models;

/// <summary>A part of a layer's state over a sentence.</summary>
/// <param name="Name">The cell's name for it: <c>hidden</c>, <c>cellState</c>, …</param>
/// <param name="Initial">Before the word that is read first, <c>[units]</c>.</param>
/// <param name="Values">After each word, <c>[words][units]</c>, in the order of the sentence.</param>
public sealed record TracedState(string Name, float[] Initial, IReadOnlyList<float[]> Values);
