namespace Engram.Numerics;

/// <summary>An element-wise computation over rows, for any width of lanes.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal interface ILaneKernel<T>
    where T : unmanaged
{
    void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes, T>;
}
