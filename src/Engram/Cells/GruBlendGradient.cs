using System.Numerics;
using System.Runtime.CompilerServices;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>The gradient of <see cref="GruBlend{TCandidate, T}"/>; it also clears the block that the gradient of r ⊙ h is then added to.</summary>
internal readonly ref struct GruBlendGradient<TGate, TCandidate, T>(
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
            ref T dCandidate = ref Unsafe.Add(ref dUpdate, 2 * width), dKept = ref Unsafe.Add(ref dUpdate, 3 * width);
            for (int j = 0; j < _count; j += TLanes.Count)
            {
                TLanes z = TLanes.Load(ref gates, j), h = TLanes.Load(ref gates, (2 * width) + j), d = TLanes.Load(ref dNext, j);
                TLanes.Store(d * (TLanes.Load(ref hidden, j) - h) * _gate.Derivative(z), ref dUpdate, j);
                TLanes.Store(d * (TLanes.One - z) * _candidate.Derivative(h), ref dCandidate, j);
                TLanes.Store(TLanes.Zero, ref dKept, j);
                TLanes.Store(TLanes.MultiplyAdd(d, z, TLanes.Load(ref dHidden, j)), ref dHidden, j);
            }
        }
    }
}
