using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Engram.Numerics;

/// <summary>The product with AVX2 and FMA: six rows by sixteen columns stay in registers while the depth goes by.</summary>
/// <remarks>Written out by hand: a loop over accumulators would put them into memory. A single row takes 64 columns, so that eight chains hide
/// the latency of one.</remarks>
internal static unsafe class Avx2Product
{
    private const int Panel = Simd.PanelWidth;
    private const int Half = 8;

    public static void AddBlock(in ProductShape shape, int rows, int depth, float* left, float* right, float* result)
    {
        nint panelStep = (nint)shape.Depth * Panel;
        int column = 0;
        if (rows == 1)
        {
            for (; column + (4 * Panel) <= shape.Columns; column += 4 * Panel)
                AddRow(depth, left, shape.DepthStep, right + (column / Panel * panelStep), panelStep, result + column);
        }

        for (; column < shape.Columns; column += Panel)
        {
            float* panel = right + (column / Panel * panelStep);
            bool whole = shape.Columns - column > Half;
            int row = 0;
            for (; row + 6 <= rows; row += 6)
                AddSixRows(shape, depth, left + (row * shape.RowStep), panel, result + (row * shape.Stride) + column, whole);
            if (row + 4 <= rows)
            {
                AddFourRows(shape, depth, left + (row * shape.RowStep), panel, result + (row * shape.Stride) + column, whole);
                row += 4;
            }

            for (; row < rows; row++)
                AddOneRow(depth, left + (row * shape.RowStep), shape.DepthStep, panel, result + (row * shape.Stride) + column, whole);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddSixRows(in ProductShape shape, int depth, float* left, float* panel, float* result, bool whole)
    {
        nint step = shape.DepthStep, row = shape.RowStep, stride = shape.Stride;
        Vector256<float> a0 = Vector256.Load(result), b0 = whole ? Vector256.Load(result + Half) : default;
        Vector256<float> a1 = Vector256.Load(result + stride), b1 = whole ? Vector256.Load(result + stride + Half) : default;
        Vector256<float> a2 = Vector256.Load(result + (2 * stride)), b2 = whole ? Vector256.Load(result + (2 * stride) + Half) : default;
        Vector256<float> a3 = Vector256.Load(result + (3 * stride)), b3 = whole ? Vector256.Load(result + (3 * stride) + Half) : default;
        Vector256<float> a4 = Vector256.Load(result + (4 * stride)), b4 = whole ? Vector256.Load(result + (4 * stride) + Half) : default;
        Vector256<float> a5 = Vector256.Load(result + (5 * stride)), b5 = whole ? Vector256.Load(result + (5 * stride) + Half) : default;
        float* middle = left + (3 * row);
        for (int k = 0; k < depth; k++)
        {
            Vector256<float> first = Vector256.Load(panel), second = Vector256.Load(panel + Half);
            Vector256<float> x = Avx.BroadcastScalarToVector256(left);
            a0 = Fma.MultiplyAdd(x, first, a0);
            b0 = Fma.MultiplyAdd(x, second, b0);
            x = Avx.BroadcastScalarToVector256(left + row);
            a1 = Fma.MultiplyAdd(x, first, a1);
            b1 = Fma.MultiplyAdd(x, second, b1);
            x = Avx.BroadcastScalarToVector256(left + (2 * row));
            a2 = Fma.MultiplyAdd(x, first, a2);
            b2 = Fma.MultiplyAdd(x, second, b2);
            x = Avx.BroadcastScalarToVector256(middle);
            a3 = Fma.MultiplyAdd(x, first, a3);
            b3 = Fma.MultiplyAdd(x, second, b3);
            x = Avx.BroadcastScalarToVector256(middle + row);
            a4 = Fma.MultiplyAdd(x, first, a4);
            b4 = Fma.MultiplyAdd(x, second, b4);
            x = Avx.BroadcastScalarToVector256(middle + (2 * row));
            a5 = Fma.MultiplyAdd(x, first, a5);
            b5 = Fma.MultiplyAdd(x, second, b5);
            panel += Panel;
            left += step;
            middle += step;
        }

        a0.Store(result);
        a1.Store(result + stride);
        a2.Store(result + (2 * stride));
        a3.Store(result + (3 * stride));
        a4.Store(result + (4 * stride));
        a5.Store(result + (5 * stride));
        if (!whole)
            return;
        b0.Store(result + Half);
        b1.Store(result + stride + Half);
        b2.Store(result + (2 * stride) + Half);
        b3.Store(result + (3 * stride) + Half);
        b4.Store(result + (4 * stride) + Half);
        b5.Store(result + (5 * stride) + Half);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFourRows(in ProductShape shape, int depth, float* left, float* panel, float* result, bool whole)
    {
        nint step = shape.DepthStep, row = shape.RowStep, stride = shape.Stride;
        Vector256<float> a0 = Vector256.Load(result), b0 = whole ? Vector256.Load(result + Half) : default;
        Vector256<float> a1 = Vector256.Load(result + stride), b1 = whole ? Vector256.Load(result + stride + Half) : default;
        Vector256<float> a2 = Vector256.Load(result + (2 * stride)), b2 = whole ? Vector256.Load(result + (2 * stride) + Half) : default;
        Vector256<float> a3 = Vector256.Load(result + (3 * stride)), b3 = whole ? Vector256.Load(result + (3 * stride) + Half) : default;
        float* middle = left + (2 * row);
        for (int k = 0; k < depth; k++)
        {
            Vector256<float> first = Vector256.Load(panel), second = Vector256.Load(panel + Half);
            Vector256<float> x = Avx.BroadcastScalarToVector256(left);
            a0 = Fma.MultiplyAdd(x, first, a0);
            b0 = Fma.MultiplyAdd(x, second, b0);
            x = Avx.BroadcastScalarToVector256(left + row);
            a1 = Fma.MultiplyAdd(x, first, a1);
            b1 = Fma.MultiplyAdd(x, second, b1);
            x = Avx.BroadcastScalarToVector256(middle);
            a2 = Fma.MultiplyAdd(x, first, a2);
            b2 = Fma.MultiplyAdd(x, second, b2);
            x = Avx.BroadcastScalarToVector256(middle + row);
            a3 = Fma.MultiplyAdd(x, first, a3);
            b3 = Fma.MultiplyAdd(x, second, b3);
            panel += Panel;
            left += step;
            middle += step;
        }

        a0.Store(result);
        a1.Store(result + stride);
        a2.Store(result + (2 * stride));
        a3.Store(result + (3 * stride));
        if (!whole)
            return;
        b0.Store(result + Half);
        b1.Store(result + stride + Half);
        b2.Store(result + (2 * stride) + Half);
        b3.Store(result + (3 * stride) + Half);
    }

    private static void AddOneRow(int depth, float* left, nint step, float* panel, float* result, bool whole)
    {
        Vector256<float> a = Vector256.Load(result), b = whole ? Vector256.Load(result + Half) : default;
        for (int k = 0; k < depth; k++)
        {
            Vector256<float> x = Avx.BroadcastScalarToVector256(left + (k * step));
            a = Fma.MultiplyAdd(x, Vector256.Load(panel + (k * Panel)), a);
            b = Fma.MultiplyAdd(x, Vector256.Load(panel + (k * Panel) + Half), b);
        }

        a.Store(result);
        if (whole)
            b.Store(result + Half);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRow(int depth, float* left, nint step, float* panel, nint panelStep, float* result)
    {
        float* second = panel + panelStep, third = second + panelStep, fourth = third + panelStep;
        Vector256<float> a0 = Vector256.Load(result), b0 = Vector256.Load(result + 8);
        Vector256<float> a1 = Vector256.Load(result + 16), b1 = Vector256.Load(result + 24);
        Vector256<float> a2 = Vector256.Load(result + 32), b2 = Vector256.Load(result + 40);
        Vector256<float> a3 = Vector256.Load(result + 48), b3 = Vector256.Load(result + 56);
        for (int k = 0; k < depth; k++)
        {
            Vector256<float> x = Avx.BroadcastScalarToVector256(left);
            a0 = Fma.MultiplyAdd(x, Vector256.Load(panel), a0);
            b0 = Fma.MultiplyAdd(x, Vector256.Load(panel + Half), b0);
            a1 = Fma.MultiplyAdd(x, Vector256.Load(second), a1);
            b1 = Fma.MultiplyAdd(x, Vector256.Load(second + Half), b1);
            a2 = Fma.MultiplyAdd(x, Vector256.Load(third), a2);
            b2 = Fma.MultiplyAdd(x, Vector256.Load(third + Half), b2);
            a3 = Fma.MultiplyAdd(x, Vector256.Load(fourth), a3);
            b3 = Fma.MultiplyAdd(x, Vector256.Load(fourth + Half), b3);
            left += step;
            panel += Panel;
            second += Panel;
            third += Panel;
            fourth += Panel;
        }

        a0.Store(result);
        b0.Store(result + 8);
        a1.Store(result + 16);
        b1.Store(result + 24);
        a2.Store(result + 32);
        b2.Store(result + 40);
        a3.Store(result + 48);
        b3.Store(result + 56);
    }
}
