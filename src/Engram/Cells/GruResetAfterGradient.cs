using System.Numerics;
using System.Runtime.CompilerServices;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>The gradient of <see cref="GruResetAfter{TGate, TCandidate, T}"/>: its lines from the bottom up.</summary>
internal readonly ref struct GruResetAfterGradient<TGate, TCandidate, T>(
    TGate gate, TCandidate candidate, RowBlock<T> gates, RowBlock<T> hidden, RowBlock<T> dNext, RowBlock<T> dGates, RowBlock<T> dHidden, int count)
    : ILaneKernel<T>
    where TGate : struct, ILaneFunction<T>
    where TCandidate : struct, ILaneFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TGate _gate = gate;
    private readonly TCandidate _candidate = candidate;
    private readonly RowBlock<T> _gates = gates;
    private readonly RowBlock<T> _hidden = hidden;
    private readonly RowBlock<T> _dNext = dNext;
    private readonly RowBlock<T> _dGates = dGates;
    private readonly RowBlock<T> _dHidden = dHidden;
    private readonly int _count = count;

    public void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes, T>
    {
        int width = _gates.Columns / 4;
        for (int row = 0; row < _gates.Rows; row++)
        {
            ref T gates = ref _gates.Start(row), hidden = ref _hidden.Start(row), dNext = ref _dNext.Start(row);
            ref T dUpdate = ref _dGates.Start(row), dHidden = ref _dHidden.Start(row);
            ref T dReset = ref Unsafe.Add(ref dUpdate, width), dCandidate = ref Unsafe.Add(ref dReset, width);
            ref T dRecurrent = ref Unsafe.Add(ref dCandidate, width);
            for (int j = 0; j < _count; j += TLanes.Count)
            {
                TLanes z = TLanes.Load(ref gates, j), r = TLanes.Load(ref gates, width + j);
                TLanes h = TLanes.Load(ref gates, (2 * width) + j), d = TLanes.Load(ref dNext, j);
                TLanes dBefore = d * (TLanes.One - z) * _candidate.Derivative(h);
                TLanes.Store(d * (TLanes.Load(ref hidden, j) - h) * _gate.Derivative(z), ref dUpdate, j);
                TLanes.Store(dBefore * TLanes.Load(ref gates, (3 * width) + j) * _gate.Derivative(r), ref dReset, j);
                TLanes.Store(dBefore, ref dCandidate, j);
                TLanes.Store(dBefore * r, ref dRecurrent, j);
                TLanes.Store(TLanes.MultiplyAdd(d, z, TLanes.Load(ref dHidden, j)), ref dHidden, j);
            }
        }
    }
}
