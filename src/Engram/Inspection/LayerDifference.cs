namespace Engram.Inspection;

/// <summary>Where two sentences differ in the memory of one recurrent layer.</summary>
/// <param name="Index">0 is the lowest layer.</param>
/// <param name="Directions">Forward, reverse, or both in this order.</param>
public sealed record LayerDifference(int Index, IReadOnlyList<DirectionDifference> Directions);
