using System.Runtime.CompilerServices;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>max(x, 0); its derivative is 1 where the output is above 0.</summary>
internal readonly struct ReluLanes<T> : ILaneFunction<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T> => TLanes.Max(x, TLanes.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Derivative<TLanes>(TLanes y)
        where TLanes : struct, ILanes<TLanes, T> => TLanes.WherePositive(y, TLanes.One);
}
