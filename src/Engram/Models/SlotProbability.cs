namespace Engram.Models;

/// <summary>How likely it is that a word belongs to a slot, wherever in the slot it stands.</summary>
/// <param name="Name">The slot, or <c>none</c>.</param>
/// <param name="Probability">0 to 1; those of all slots and <c>none</c> sum to 1.</param>
public readonly record struct SlotProbability(string Name, double Probability);
