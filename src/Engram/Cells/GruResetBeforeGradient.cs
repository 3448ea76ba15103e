using System.Numerics;
using System.Runtime.CompilerServices;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>The gradient of <see cref="GruResetBefore{TGate, T}"/>, from the gradient of r ⊙ h in the last block.</summary>
internal readonly ref struct GruResetBeforeGradient<TGate, T>(
    TGate gate, RowBlock<T> gates, RowBlock<T> hidden, RowBlock<T> dGates, RowBlock<T> dHidden, int count) : ILaneKernel<T>
    where TGate : struct, ILaneFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TGate _gate = gate;
    private readonly RowBlock<T> _gates = gates;
    private readonly RowBlock<T> _hidden = hidden;
    private readonly RowBlock<T> _dGates = dGates;
    private readonly RowBlock<T> _dHidden = dHidden;
    private readonly int _count = count;

    public void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes, T>
    {
        int width = _gates.Columns / 4;
        for (int row = 0; row < _gates.Rows; row++)
        {
            ref T reset = ref Unsafe.Add(ref _gates.Start(row), width), hidden = ref _hidden.Start(row), dHidden = ref _dHidden.Start(row);
            ref T dReset = ref Unsafe.Add(ref _dGates.Start(row), width), dKept = ref Unsafe.Add(ref dReset, 2 * width);
            for (int j = 0; j < _count; j += TLanes.Count)
            {
                TLanes r = TLanes.Load(ref reset, j), d = TLanes.Load(ref dKept, j);
                TLanes.Store(d * TLanes.Load(ref hidden, j) * _gate.Derivative(r), ref dReset, j);
                TLanes.Store(TLanes.MultiplyAdd(d, r, TLanes.Load(ref dHidden, j)), ref dHidden, j);
            }
        }
    }
}
