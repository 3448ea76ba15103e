using System.Numerics;
using System.Runtime.CompilerServices;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>The element-wise part of a GRU step whose reset gate acts after the recurrent product. See <see cref="GruCell{T}"/>.</summary>
/// <remarks>Blocks of a row of gates: z, r, h~, and n = U_h·h + u.</remarks>
internal readonly ref struct GruResetAfter<TGate, TCandidate, T>(
    TGate gate, TCandidate candidate, RowBlock<T> gates, RowBlock<T> hidden, RowBlock<T> next, int count) : ILaneKernel<T>
    where TGate : struct, ILaneFunction<T>
    where TCandidate : struct, ILaneFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TGate _gate = gate;
    private readonly TCandidate _candidate = candidate;
    private readonly RowBlock<T> _gates = gates;
    private readonly RowBlock<T> _hidden = hidden;
    private readonly RowBlock<T> _next = next;
    private readonly int _count = count;

    public void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes, T>
    {
        int width = _gates.Columns / 4;
        for (int row = 0; row < _gates.Rows; row++)
        {
            ref T update = ref _gates.Start(row), hidden = ref _hidden.Start(row), next = ref _next.Start(row);
            ref T reset = ref Unsafe.Add(ref update, width), candidate = ref Unsafe.Add(ref reset, width);
            ref T recurrent = ref Unsafe.Add(ref candidate, width);
            for (int j = 0; j < _count; j += TLanes.Count)
            {
                TLanes z = _gate.Apply(TLanes.Load(ref update, j)), r = _gate.Apply(TLanes.Load(ref reset, j));
                TLanes h = _candidate.Apply(TLanes.MultiplyAdd(r, TLanes.Load(ref recurrent, j), TLanes.Load(ref candidate, j)));
                TLanes.Store(z, ref update, j);
                TLanes.Store(r, ref reset, j);
                TLanes.Store(h, ref candidate, j);
                TLanes.Store(TLanes.MultiplyAdd(z, TLanes.Load(ref hidden, j), (TLanes.One - z) * h), ref next, j);
            }
        }
    }
}
