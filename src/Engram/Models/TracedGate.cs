namespace Engram.Models;

/// <summary>A gate of a layer over a sentence.</summary>
/// <param name="Name">The cell's name for it, such as <c>forgetGate</c>.</param>
/// <param name="Values">For each word the gate after its activation, <c>[words][units]</c>.</param>
public sealed record TracedGate(string Name, IReadOnlyList<float[]> Values);
