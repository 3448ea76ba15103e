using System.Numerics;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>The element-wise part of an LSTM step, forward, with the usual activations. See <see cref="LstmCell{T}"/>.</summary>
internal readonly ref struct LstmGates<T>(LstmRows<T> rows, RowBlock<T> peepholes, int width) : ILaneKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LstmRows<T> _rows = rows;
    private readonly RowBlock<T> _peepholes = peepholes;
    private readonly int _width = width;

    public void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes, T>
    {
        for (int row = 0; row < _rows.Gates.Rows; row++)
        {
            ref T gates = ref _rows.Gates.Start(row), hidden = ref _rows.Hidden.Start(row);
            ref T oldCell = ref _rows.OldCell.Start(row), newCell = ref _rows.NewCell.Start(row);
            if (_peepholes.Rows == 0)
                Plain<TLanes>(ref gates, ref oldCell, ref newCell, ref hidden);
            else
                Peephole<TLanes>(ref gates, ref oldCell, ref newCell, ref hidden, ref _peepholes.Start(0));
        }
    }

    private void Plain<TLanes>(ref T gates, ref T oldCell, ref T newCell, ref T hidden)
        where TLanes : struct, ILanes<TLanes, T>
    {
        int width = _width;
        for (int j = 0; j < width; j += TLanes.Count)
        {
            TLanes i = TLanes.Sigmoid(TLanes.Load(ref gates, j));
            TLanes f = TLanes.Sigmoid(TLanes.Load(ref gates, width + j));
            TLanes candidate = TLanes.Tanh(TLanes.Load(ref gates, (2 * width) + j));
            TLanes o = TLanes.Sigmoid(TLanes.Load(ref gates, (3 * width) + j));
            TLanes c = TLanes.MultiplyAdd(f, TLanes.Load(ref oldCell, j), i * candidate);
            TLanes.Store(i, ref gates, j);
            TLanes.Store(f, ref gates, width + j);
            TLanes.Store(candidate, ref gates, (2 * width) + j);
            TLanes.Store(o, ref gates, (3 * width) + j);
            TLanes.Store(c, ref newCell, j);
            TLanes.Store(o * TLanes.Tanh(c), ref hidden, j);
        }
    }

    private void Peephole<TLanes>(ref T gates, ref T oldCell, ref T newCell, ref T hidden, ref T peephole)
        where TLanes : struct, ILanes<TLanes, T>
    {
        int width = _width;
        for (int j = 0; j < width; j += TLanes.Count)
        {
            TLanes old = TLanes.Load(ref oldCell, j);
            TLanes i = TLanes.Sigmoid(TLanes.MultiplyAdd(TLanes.Load(ref peephole, j), old, TLanes.Load(ref gates, j)));
            TLanes f = TLanes.MultiplyAdd(TLanes.Load(ref peephole, width + j), old, TLanes.Load(ref gates, width + j));
            f = TLanes.Sigmoid(f);
            TLanes candidate = TLanes.Tanh(TLanes.Load(ref gates, (2 * width) + j));
            TLanes c = TLanes.MultiplyAdd(f, old, i * candidate);
            TLanes o = TLanes.MultiplyAdd(TLanes.Load(ref peephole, (2 * width) + j), c, TLanes.Load(ref gates, (3 * width) + j));
            o = TLanes.Sigmoid(o);
            TLanes.Store(i, ref gates, j);
            TLanes.Store(f, ref gates, width + j);
            TLanes.Store(candidate, ref gates, (2 * width) + j);
            TLanes.Store(o, ref gates, (3 * width) + j);
            TLanes.Store(c, ref newCell, j);
            TLanes.Store(o * TLanes.Tanh(c), ref hidden, j);
        }
    }
}
