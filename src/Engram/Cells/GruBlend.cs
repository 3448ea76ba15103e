using System.Numerics;
using System.Runtime.CompilerServices;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>The last element-wise part of a GRU step: the candidate, and z ⊙ h + (1 − z) ⊙ h~.</summary>
internal readonly ref struct GruBlend<TCandidate, T>(
    TCandidate candidate, RowBlock<T> gates, RowBlock<T> hidden, RowBlock<T> next, int count) : ILaneKernel<T>
    where TCandidate : struct, ILaneFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
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
            ref T candidate = ref Unsafe.Add(ref update, 2 * width);
            for (int j = 0; j < _count; j += TLanes.Count)
            {
                TLanes z = TLanes.Load(ref update, j), h = _candidate.Apply(TLanes.Load(ref candidate, j));
                TLanes.Store(h, ref candidate, j);
                TLanes.Store(TLanes.MultiplyAdd(z, TLanes.Load(ref hidden, j), (TLanes.One - z) * h), ref next, j);
            }
        }
    }
}
