using System.Runtime.CompilerServices;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>The logistic function.</summary>
internal readonly struct SigmoidLanes<T> : ILaneFunction<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T> => TLanes.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Derivative<TLanes>(TLanes y)
        where TLanes : struct, ILanes<TLanes, T> => y * (TLanes.One - y);
}
