using System.Numerics;
using System.Runtime.CompilerServices;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>The first element-wise part of a GRU step, where the reset gate acts before the product. See <see cref="GruCell{T}"/>.</summary>
/// <remarks>Blocks of a row of gates: z, r, h~, and r ⊙ h. After it comes the product of r ⊙ h, then <see cref="GruBlend{TCandidate, T}"/>.</remarks>
internal readonly ref struct GruResetBefore<TGate, T>(TGate gate, RowBlock<T> gates, RowBlock<T> hidden, int count) : ILaneKernel<T>
    where TGate : struct, ILaneFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TGate _gate = gate;
    private readonly RowBlock<T> _gates = gates;
    private readonly RowBlock<T> _hidden = hidden;
    private readonly int _count = count;

    public void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes, T>
    {
        int width = _gates.Columns / 4;
        for (int row = 0; row < _gates.Rows; row++)
        {
            ref T update = ref _gates.Start(row), hidden = ref _hidden.Start(row);
            ref T reset = ref Unsafe.Add(ref update, width), kept = ref Unsafe.Add(ref update, 3 * width);
            for (int j = 0; j < _count; j += TLanes.Count)
            {
                TLanes r = _gate.Apply(TLanes.Load(ref reset, j));
                TLanes.Store(_gate.Apply(TLanes.Load(ref update, j)), ref update, j);
                TLanes.Store(r, ref reset, j);
                TLanes.Store(r * TLanes.Load(ref hidden, j), ref kept, j);
            }
        }
    }
}
