using System.Runtime.CompilerServices;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>tanh(x).</summary>
internal readonly struct TanhLanes<T> : ILaneFunction<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T> => TLanes.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Derivative<TLanes>(TLanes y)
        where TLanes : struct, ILanes<TLanes, T> => TLanes.One - (y * y);
}
