using System.Runtime.CompilerServices;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>x itself.</summary>
internal readonly struct LinearLanes<T> : ILaneFunction<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T> => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Derivative<TLanes>(TLanes y)
        where TLanes : struct, ILanes<TLanes, T> => TLanes.One;
}
