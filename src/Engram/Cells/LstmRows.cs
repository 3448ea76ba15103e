using Engram.Numerics;

namespace Engram.Cells;

/// <summary>The blocks that one LSTM step reads and writes.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal readonly ref struct LstmRows<T>(RowBlock<T> gates, RowBlock<T> oldCell, RowBlock<T> newCell, RowBlock<T> hidden)
    where T : unmanaged
{
    /// <summary>The gates, then whatever else the row holds.</summary>
    public readonly RowBlock<T> Gates = gates;

    /// <summary>c before the step, or its gradient.</summary>
    public readonly RowBlock<T> OldCell = oldCell;

    /// <summary>c after the step, or its gradient.</summary>
    public readonly RowBlock<T> NewCell = newCell;

    /// <summary>o ⊙ tanh(c'), or its gradient.</summary>
    public readonly RowBlock<T> Hidden = hidden;
}
