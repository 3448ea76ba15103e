using Engram.Numerics;

namespace Engram.Layers;

/// <summary>The rows of a step that start alike: those that go on from the step before, or those that join.</summary>
internal readonly ref struct StepRows<T>(int firstRow, int firstRank, RowBlock<T> gates, RowBlock<T> before, RowBlock<T> states)
    where T : unmanaged
{
    public int FirstRow { get; } = firstRow;

    public int FirstRank { get; } = firstRank;

    public RowBlock<T> Gates { get; } = gates;

    /// <summary>Room for the state before the step as the recurrent products see it.</summary>
    public RowBlock<T> Before { get; } = before;

    public RowBlock<T> States { get; } = states;
}
