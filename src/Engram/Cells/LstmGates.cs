using System.Numerics;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>The element-wise part of an LSTM step, forward. See <see cref="LstmCell{T}"/> for the equations.</summary>
internal readonly ref struct LstmGates<T>(RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next, RowBlock<T> peepholes, int width)
    : ILaneKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RowBlock<T> _gates = gates;
    private readonly RowBlock<T> _previous = previous;
    private readonly RowBlock<T> _next = next;
    private readonly RowBlock<T> _peepholes = peepholes;
    private readonly int _width = width;

    public void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes, T>
    {
        for (int row = 0; row < _gates.Rows; row++)
        {
            ref T gates = ref _gates.Start(row), previous = ref _previous.Start(row), next = ref _next.Start(row);
            if (_peepholes.Rows == 0)
                Plain<TLanes>(ref gates, ref previous, ref next);
            else
                Peephole<TLanes>(ref gates, ref previous, ref next, ref _peepholes.Start(0));
        }
    }

    private void Plain<TLanes>(ref T gates, ref T previous, ref T next)
        where TLanes : struct, ILanes<TLanes, T>
    {
        for (int j = 0; j < _width; j += TLanes.Count)
        {
            TLanes i = TLanes.Sigmoid(TLanes.Load(ref gates, j));
            TLanes f = TLanes.Sigmoid(TLanes.Load(ref gates, _width + j));
            TLanes candidate = TLanes.Tanh(TLanes.Load(ref gates, (2 * _width) + j));
            TLanes o = TLanes.Sigmoid(TLanes.Load(ref gates, (3 * _width) + j));
            TLanes c = TLanes.MultiplyAdd(f, TLanes.Load(ref previous, _width + j), i * candidate);
            TLanes.Store(i, ref gates, j);
            TLanes.Store(f, ref gates, _width + j);
            TLanes.Store(candidate, ref gates, (2 * _width) + j);
            TLanes.Store(o, ref gates, (3 * _width) + j);
            TLanes.Store(c, ref next, _width + j);
            TLanes.Store(o * TLanes.Tanh(c), ref next, j);
        }
    }

    private void Peephole<TLanes>(ref T gates, ref T previous, ref T next, ref T peephole)
        where TLanes : struct, ILanes<TLanes, T>
    {
        for (int j = 0; j < _width; j += TLanes.Count)
        {
            TLanes old = TLanes.Load(ref previous, _width + j);
            TLanes i = TLanes.Sigmoid(TLanes.MultiplyAdd(TLanes.Load(ref peephole, j), old, TLanes.Load(ref gates, j)));
            TLanes f = TLanes.Sigmoid(TLanes.MultiplyAdd(TLanes.Load(ref peephole, _width + j), old, TLanes.Load(ref gates, _width + j)));
            TLanes candidate = TLanes.Tanh(TLanes.Load(ref gates, (2 * _width) + j));
            TLanes c = TLanes.MultiplyAdd(f, old, i * candidate);
            TLanes o = TLanes.MultiplyAdd(TLanes.Load(ref peephole, (2 * _width) + j), c, TLanes.Load(ref gates, (3 * _width) + j));
            o = TLanes.Sigmoid(o);
            TLanes.Store(i, ref gates, j);
            TLanes.Store(f, ref gates, _width + j);
            TLanes.Store(candidate, ref gates, (2 * _width) + j);
            TLanes.Store(o, ref gates, (3 * _width) + j);
            TLanes.Store(c, ref next, _width + j);
            TLanes.Store(o * TLanes.Tanh(c), ref next, j);
        }
    }
}
