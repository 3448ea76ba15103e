using System.Numerics;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>The element-wise part of an LSTM step, backward: the lines of <see cref="LstmCell{T}"/> from the bottom up.</summary>
internal readonly ref struct LstmGatesGradient<T>(
    RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next, RowBlock<T> dNext, RowBlock<T> dGates, RowBlock<T> dPrevious, RowBlock<T> peepholes,
    int width) : ILaneKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RowBlock<T> _gates = gates;
    private readonly RowBlock<T> _previous = previous;
    private readonly RowBlock<T> _next = next;
    private readonly RowBlock<T> _dNext = dNext;
    private readonly RowBlock<T> _dGates = dGates;
    private readonly RowBlock<T> _dPrevious = dPrevious;
    private readonly RowBlock<T> _peepholes = peepholes;
    private readonly int _width = width;

    public void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes, T>
    {
        for (int row = 0; row < _gates.Rows; row++)
            Row<TLanes>(row);
    }

    private void Row<TLanes>(int row)
        where TLanes : struct, ILanes<TLanes, T>
    {
        ref T gates = ref _gates.Start(row), previous = ref _previous.Start(row), next = ref _next.Start(row);
        ref T dNext = ref _dNext.Start(row), dGates = ref _dGates.Start(row), dPrevious = ref _dPrevious.Start(row);
        bool peeps = _peepholes.Rows > 0;
        ref T peephole = ref peeps ? ref _peepholes.Start(0) : ref gates;
        for (int j = 0; j < _width; j += TLanes.Count)
        {
            TLanes i = TLanes.Load(ref gates, j), f = TLanes.Load(ref gates, _width + j);
            TLanes candidate = TLanes.Load(ref gates, (2 * _width) + j), o = TLanes.Load(ref gates, (3 * _width) + j);
            TLanes squashed = TLanes.Tanh(TLanes.Load(ref next, _width + j)), dHidden = TLanes.Load(ref dNext, j);

            TLanes dOutput = dHidden * squashed * o * (TLanes.One - o);
            TLanes dCell = TLanes.MultiplyAdd(dHidden * o, TLanes.One - (squashed * squashed), TLanes.Load(ref dNext, _width + j));
            if (peeps)
                dCell = TLanes.MultiplyAdd(dOutput, TLanes.Load(ref peephole, (2 * _width) + j), dCell);
            TLanes dInput = dCell * candidate * i * (TLanes.One - i);
            TLanes dForget = dCell * TLanes.Load(ref previous, _width + j) * f * (TLanes.One - f);
            TLanes dOld = TLanes.MultiplyAdd(dCell, f, TLanes.Load(ref dPrevious, _width + j));
            if (peeps)
            {
                dOld = TLanes.MultiplyAdd(dInput, TLanes.Load(ref peephole, j), dOld);
                dOld = TLanes.MultiplyAdd(dForget, TLanes.Load(ref peephole, _width + j), dOld);
            }

            TLanes.Store(dInput, ref dGates, j);
            TLanes.Store(dForget, ref dGates, _width + j);
            TLanes.Store(dCell * i * (TLanes.One - (candidate * candidate)), ref dGates, (2 * _width) + j);
            TLanes.Store(dOutput, ref dGates, (3 * _width) + j);
            TLanes.Store(dOld, ref dPrevious, _width + j);
        }
    }
}
