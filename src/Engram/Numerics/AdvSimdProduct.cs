using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Engram.Numerics;

/// <summary>The product with vectors of four floats, for ARM64: four rows by eight columns stay in registers while the depth goes by.</summary>
/// <remarks>Written with vectors that every processor has, so that its arithmetic can be tested on any; on ARM64 the compiler makes <c>fmla</c> of
/// each multiply-add. The same chains as <see cref="Avx2Product"/>.</remarks>
internal static unsafe class AdvSimdProduct
{
    private const int Width = 8;
    private const int Half = 4;

    public static void AddBlock(in ProductShape shape, int rows, int first, int depth, float* left, float* bands, float* result)
    {
        for (int column = 0; column < shape.Columns; column += Width)
        {
            float* band = bands + shape.Place(first, column);
            nint step = shape.BandWidth(column);
            int row = 0;
            for (; row + 4 <= rows; row += 4)
                AddFourRows(shape, depth, left + (row * shape.LeftStride), band, step, result + (row * shape.Stride) + column);
            for (; row < rows; row++)
                AddRow(depth, left + (row * shape.LeftStride), band, step, result + (row * shape.Stride) + column);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFourRows(in ProductShape shape, int depth, float* left, float* band, nint step, float* result)
    {
        nint row = shape.LeftStride, stride = shape.Stride;
        Vector128<float> a0 = Vector128.Load(result), b0 = Vector128.Load(result + Half);
        Vector128<float> a1 = Vector128.Load(result + stride), b1 = Vector128.Load(result + stride + Half);
        Vector128<float> a2 = Vector128.Load(result + (2 * stride)), b2 = Vector128.Load(result + (2 * stride) + Half);
        Vector128<float> a3 = Vector128.Load(result + (3 * stride)), b3 = Vector128.Load(result + (3 * stride) + Half);
        for (int k = 0; k < depth; k++)
        {
            Vector128<float> p = Vector128.Load(band), q = Vector128.Load(band + Half);
            Vector128<float> x = Vector128.Create(left[k]);
            a0 = Vector128.FusedMultiplyAdd(x, p, a0);
            b0 = Vector128.FusedMultiplyAdd(x, q, b0);
            x = Vector128.Create(left[row + k]);
            a1 = Vector128.FusedMultiplyAdd(x, p, a1);
            b1 = Vector128.FusedMultiplyAdd(x, q, b1);
            x = Vector128.Create(left[(2 * row) + k]);
            a2 = Vector128.FusedMultiplyAdd(x, p, a2);
            b2 = Vector128.FusedMultiplyAdd(x, q, b2);
            x = Vector128.Create(left[(3 * row) + k]);
            a3 = Vector128.FusedMultiplyAdd(x, p, a3);
            b3 = Vector128.FusedMultiplyAdd(x, q, b3);
            band += step;
        }

        a0.Store(result);
        a1.Store(result + stride);
        a2.Store(result + (2 * stride));
        a3.Store(result + (3 * stride));
        b0.Store(result + Half);
        b1.Store(result + stride + Half);
        b2.Store(result + (2 * stride) + Half);
        b3.Store(result + (3 * stride) + Half);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRow(int depth, float* left, float* band, nint step, float* result)
    {
        Vector128<float> a = Vector128.Load(result), b = Vector128.Load(result + Half);
        for (int k = 0; k < depth; k++)
        {
            Vector128<float> x = Vector128.Create(left[k]);
            a = Vector128.FusedMultiplyAdd(x, Vector128.Load(band), a);
            b = Vector128.FusedMultiplyAdd(x, Vector128.Load(band + Half), b);
            band += step;
        }

        a.Store(result);
        b.Store(result + Half);
    }
}
