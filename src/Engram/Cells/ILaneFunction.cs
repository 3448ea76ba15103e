using Engram.Numerics;

namespace Engram.Cells;

/// <summary>An activation inside an element-wise kernel, and its derivative from its output.</summary>
/// <remarks>The usual ones work for any width of lanes; <see cref="GateFunction{T}"/> can be any activation, one element at a time.</remarks>
/// <typeparam name="T">The element type.</typeparam>
internal interface ILaneFunction<T>
    where T : unmanaged
{
    TLanes Apply<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>;

    TLanes Derivative<TLanes>(TLanes y)
        where TLanes : struct, ILanes<TLanes, T>;
}
