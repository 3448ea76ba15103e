namespace Engram.Inspection;

/// <summary>How one unit differs between two sentences.</summary>
/// <param name="Unit">The unit, from 0.</param>
/// <param name="State">What of it: <c>hidden</c> or <c>cellState</c>.</param>
/// <param name="Total">The sum of the sizes of the differences over the words.</param>
/// <param name="PerWord">For each place the one minus the other; <see langword="null"/> where only one sentence has a word.</param>
public sealed record UnitDifference(int Unit, string State, double Total, IReadOnlyList<double?> PerWord);
