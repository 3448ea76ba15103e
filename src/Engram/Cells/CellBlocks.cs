using System.Numerics;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>Checks that the blocks given to a cell have its shapes, so that no kernel reads past a row.</summary>
internal static class CellBlocks
{
    public static void RequireStep<T>(IRecurrentCell<T> cell, RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next, string caller)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        gates.Require(gates.Rows, cell.GateColumns, caller, nameof(gates));
        previous.Require(gates.Rows, cell.StateColumns, caller, nameof(previous));
        next.Require(gates.Rows, cell.StateColumns, caller, nameof(next));
    }

    public static void RequireGradients<T>(
        IRecurrentCell<T> cell, int rows, RowBlock<T> dNext, RowBlock<T> dGates, RowBlock<T> dPrevious, string caller)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        dNext.Require(rows, cell.StateColumns, caller, nameof(dNext));
        dGates.Require(rows, cell.GateColumns, caller, nameof(dGates));
        dPrevious.Require(rows, cell.StateColumns, caller, nameof(dPrevious));
    }
}
