using System.Numerics;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>The element-wise part of an LSTM step, backward: the lines of <see cref="LstmCell{T}"/> from the bottom up.</summary>
internal readonly ref struct LstmGatesGradient<T>(LstmRows<T> rows, LstmRows<T> gradients, RowBlock<T> peepholes, int width) : ILaneKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LstmRows<T> _rows = rows;
    private readonly LstmRows<T> _gradients = gradients;
    private readonly RowBlock<T> _peepholes = peepholes;
    private readonly int _width = width;

    public void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes, T>
    {
        for (int row = 0; row < _rows.Gates.Rows; row++)
            Row<TLanes>(row);
    }

    private void Row<TLanes>(int row)
        where TLanes : struct, ILanes<TLanes, T>
    {
        int width = _width;
        ref T gates = ref _rows.Gates.Start(row), oldCell = ref _rows.OldCell.Start(row), newCell = ref _rows.NewCell.Start(row);
        ref T dGates = ref _gradients.Gates.Start(row), dOldCell = ref _gradients.OldCell.Start(row);
        ref T dNewCell = ref _gradients.NewCell.Start(row), dHidden = ref _gradients.Hidden.Start(row);
        bool peeps = _peepholes.Rows > 0;
        ref T peephole = ref peeps ? ref _peepholes.Start(0) : ref gates;
        for (int j = 0; j < width; j += TLanes.Count)
        {
            TLanes i = TLanes.Load(ref gates, j), f = TLanes.Load(ref gates, width + j);
            TLanes candidate = TLanes.Load(ref gates, (2 * width) + j), o = TLanes.Load(ref gates, (3 * width) + j);
            TLanes output = TLanes.Tanh(TLanes.Load(ref newCell, j)), d = TLanes.Load(ref dHidden, j);

            TLanes dOutput = d * output * o * (TLanes.One - o);
            TLanes dCell = TLanes.MultiplyAdd(d * o, TLanes.One - (output * output), TLanes.Load(ref dNewCell, j));
            if (peeps)
                dCell = TLanes.MultiplyAdd(dOutput, TLanes.Load(ref peephole, (2 * width) + j), dCell);
            TLanes dInput = dCell * candidate * i * (TLanes.One - i);
            TLanes dForget = dCell * TLanes.Load(ref oldCell, j) * f * (TLanes.One - f);
            TLanes dOld = TLanes.MultiplyAdd(dCell, f, TLanes.Load(ref dOldCell, j));
            if (peeps)
            {
                dOld = TLanes.MultiplyAdd(dInput, TLanes.Load(ref peephole, j), dOld);
                dOld = TLanes.MultiplyAdd(dForget, TLanes.Load(ref peephole, width + j), dOld);
            }

            TLanes.Store(dInput, ref dGates, j);
            TLanes.Store(dForget, ref dGates, width + j);
            TLanes.Store(dCell * i * (TLanes.One - (candidate * candidate)), ref dGates, (2 * width) + j);
            TLanes.Store(dOutput, ref dGates, (3 * width) + j);
            TLanes.Store(dOld, ref dOldCell, j);
        }
    }
}
