using System.Numerics;

namespace Engram.Numerics;

/// <summary>Chooses the kernel for a product and cuts the work into blocks that stay in the caches.</summary>
internal static class Products
{
    /// <summary>Depth of a block: two panels of it stay in the first-level cache.</summary>
    private const int DepthBlock = 256;

    /// <summary>Rows of a block: its left side stays in the second-level cache.</summary>
    private const int RowsBlock = 128;

    public static unsafe void Add<T>(RowBlock<T> left, PackedMatrix<T> right, RowBlock<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (destination.Rows == 0 || right.Depth == 0)
            return;
        if (typeof(T) != typeof(float) || Simd.Path == SimdPath.Portable)
        {
            PortableProduct.Add(left, right, destination);
            return;
        }

        fixed (T* a = &left.Origin, b = &right.Bands.Origin, c = &destination.Origin)
            AddFloats(
                new ProductShape(destination.Rows, right.Columns, right.Depth, left.Stride, destination.Stride),
                (float*)a, (float*)b, (float*)c, Simd.Path);
    }

    /// <summary>The product of floats on a path that has kernels of its own.</summary>
    public static unsafe void AddFloats(in ProductShape shape, float* a, float* bands, float* c, SimdPath path)
    {
        for (int k = 0; k < shape.Depth; k += DepthBlock)
        {
            int depth = Math.Min(DepthBlock, shape.Depth - k);
            for (int m = 0; m < shape.Rows; m += RowsBlock)
            {
                int rows = Math.Min(RowsBlock, shape.Rows - m);
                float* left = a + ((nint)m * shape.LeftStride) + k;
                float* result = c + ((nint)m * shape.Stride);
                if (path == SimdPath.Avx512)
                    Avx512Product.AddBlock(shape, rows, k, depth, left, bands, result);
                else if (path == SimdPath.AdvSimd)
                    AdvSimdProduct.AddBlock(shape, rows, k, depth, left, bands, result);
                else
                    Avx2Product.AddBlock(shape, rows, k, depth, left, bands, result);
            }
        }
    }
}
