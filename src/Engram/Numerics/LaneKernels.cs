using System.Numerics;
using System.Runtime.CompilerServices;

namespace Engram.Numerics;

/// <summary>Runs an element-wise kernel with the widest lanes of the path in use.</summary>
internal static class LaneKernels
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TKernel, T>(TKernel kernel)
        where TKernel : ILaneKernel<T>, allows ref struct
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) != typeof(float) || !Simd.HasLanes)
            kernel.Run<Lane<T>>();
        else if (Simd.Path == SimdPath.Avx512)
            kernel.Run<Lanes512<T>>();
        else
            kernel.Run<Lanes256<T>>();
    }

    /// <summary>Runs an element-wise kernel one element at a time, for functions that have no vector form.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RunOneByOne<TKernel, T>(TKernel kernel)
        where TKernel : ILaneKernel<T>, allows ref struct
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => kernel.Run<Lane<T>>();
}
