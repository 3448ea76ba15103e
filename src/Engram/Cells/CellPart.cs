namespace Engram.Cells;

/// <summary>Where something a cell computes lies inside a row: a gate in a row of gates, or the hidden state in a row of state.</summary>
/// <param name="Name">Such as <c>inputGate</c> or <c>hidden</c>.</param>
/// <param name="Start">The first column.</param>
/// <param name="Count">How many columns, padding left out.</param>
public readonly record struct CellPart(string Name, int Start, int Count);
