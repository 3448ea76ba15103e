using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Engram.Numerics;

/// <summary>The product with AVX2 and FMA: six rows by sixteen columns stay in registers while the depth goes by.</summary>
/// <remarks>Written out by hand: a loop over accumulators would put them into memory. Where rows are few more columns take their place, so that
/// eight chains or more hide the latency of one; where a tile has a row too many it computes and stores its last row twice.</remarks>
internal static unsafe class Avx2Product
{
    private const int Panel = Simd.PanelWidth;
    private const int Half = 8;

    public static void AddBlock(in ProductShape shape, int rows, int first, int depth, float* left, float* bands, float* result)
    {
        int tall = rows % 6 > 2 ? rows : rows / 6 * 6;
        for (int column = 0; column < shape.Columns && tall > 0; column += Panel)
        {
            float* panel = bands + shape.Place(first, column);
            nint step = shape.BandWidth(column);
            bool whole = shape.Columns - column > Half;
            for (int row = 0; row < tall; row += 6)
            {
                float* rowsLeft = left + (row * shape.LeftStride), rowsResult = result + (row * shape.Stride) + column;
                if (tall - row > 4)
                    AddSixRows(shape, tall - row > 5, depth, rowsLeft, panel, step, rowsResult, whole);
                else
                    AddFourRows(shape, tall - row > 3, depth, rowsLeft, panel, step, rowsResult, whole);
            }
        }

        left += tall * shape.LeftStride;
        result += tall * shape.Stride;
        if (rows - tall == 2)
            AddTwoRows(shape, first, depth, left, bands, result);
        else if (rows - tall == 1)
            AddRow(shape, first, depth, left, bands, result);
    }

    private static void AddTwoRows(in ProductShape shape, int first, int depth, float* left, float* bands, float* result)
    {
        int column = 0;
        for (; column + Panel + Half < shape.Columns; column += 2 * Panel)
            AddTwoRowsOfTwo(shape, depth, left, bands + shape.Place(first, column), shape.BandWidth(column), result + column);
        for (; column < shape.Columns; column += Panel)
        {
            float* panel = bands + shape.Place(first, column);
            nint step = shape.BandWidth(column);
            bool whole = shape.Columns - column > Half;
            AddPanel(depth, left, panel, step, result + column, whole);
            AddPanel(depth, left + shape.LeftStride, panel, step, result + shape.Stride + column, whole);
        }
    }

    private static void AddRow(in ProductShape shape, int first, int depth, float* left, float* bands, float* result)
    {
        int count = (shape.Columns + Simd.BandWidth - 1) / Simd.BandWidth;
        bool backwards = shape.ReadsBackwards(result);
        for (int i = 0; i < count; i++)
        {
            int column = (backwards ? count - 1 - i : i) * Simd.BandWidth, end = Math.Min(column + Simd.BandWidth, shape.Columns);
            float* band = bands + shape.Place(first, column);
            if (end - column > Simd.BandWidth - Half)
            {
                AddFourPanels(depth, left, band, result + column);
                continue;
            }

            int width = shape.BandWidth(column);
            for (; column < end; column += Panel, band += Panel)
                AddPanel(depth, left, band, width, result + column, end - column > Half);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddSixRows(
        in ProductShape shape, bool full, int depth, float* left, float* panel, nint step, float* result, bool whole)
    {
        nint row = shape.LeftStride, stride = shape.Stride;
        float* middle = left + (3 * row), last = full ? middle + (2 * row) : middle + row;
        float* end = result + (5 * stride) - (full ? 0 : stride);
        Vector256<float> a0 = Vector256.Load(result), b0 = whole ? Vector256.Load(result + Half) : default;
        Vector256<float> a1 = Vector256.Load(result + stride), b1 = whole ? Vector256.Load(result + stride + Half) : default;
        Vector256<float> a2 = Vector256.Load(result + (2 * stride)), b2 = whole ? Vector256.Load(result + (2 * stride) + Half) : default;
        Vector256<float> a3 = Vector256.Load(result + (3 * stride)), b3 = whole ? Vector256.Load(result + (3 * stride) + Half) : default;
        Vector256<float> a4 = Vector256.Load(result + (4 * stride)), b4 = whole ? Vector256.Load(result + (4 * stride) + Half) : default;
        Vector256<float> a5 = Vector256.Load(end), b5 = whole ? Vector256.Load(end + Half) : default;
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
            x = Avx.BroadcastScalarToVector256(last + k);
            a5 = Fma.MultiplyAdd(x, first, a5);
            b5 = Fma.MultiplyAdd(x, second, b5);
            panel += step;
            left++;
            middle++;
        }

        a0.Store(result);
        a1.Store(result + stride);
        a2.Store(result + (2 * stride));
        a3.Store(result + (3 * stride));
        a4.Store(result + (4 * stride));
        a5.Store(end);
        if (!whole)
            return;
        b0.Store(result + Half);
        b1.Store(result + stride + Half);
        b2.Store(result + (2 * stride) + Half);
        b3.Store(result + (3 * stride) + Half);
        b4.Store(result + (4 * stride) + Half);
        b5.Store(end + Half);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFourRows(
        in ProductShape shape, bool full, int depth, float* left, float* panel, nint step, float* result, bool whole)
    {
        nint row = shape.LeftStride, stride = shape.Stride;
        float* middle = left + (2 * row), last = full ? middle + row : middle;
        float* end = result + (3 * stride) - (full ? 0 : stride);
        Vector256<float> a0 = Vector256.Load(result), b0 = whole ? Vector256.Load(result + Half) : default;
        Vector256<float> a1 = Vector256.Load(result + stride), b1 = whole ? Vector256.Load(result + stride + Half) : default;
        Vector256<float> a2 = Vector256.Load(result + (2 * stride)), b2 = whole ? Vector256.Load(result + (2 * stride) + Half) : default;
        Vector256<float> a3 = Vector256.Load(end), b3 = whole ? Vector256.Load(end + Half) : default;
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
            x = Avx.BroadcastScalarToVector256(last + k);
            a3 = Fma.MultiplyAdd(x, first, a3);
            b3 = Fma.MultiplyAdd(x, second, b3);
            panel += step;
            left++;
            middle++;
        }

        a0.Store(result);
        a1.Store(result + stride);
        a2.Store(result + (2 * stride));
        a3.Store(end);
        if (!whole)
            return;
        b0.Store(result + Half);
        b1.Store(result + stride + Half);
        b2.Store(result + (2 * stride) + Half);
        b3.Store(end + Half);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTwoRowsOfTwo(in ProductShape shape, int depth, float* left, float* panel, nint step, float* result)
    {
        float* second = panel + Panel, below = left + shape.LeftStride, end = result + shape.Stride;
        Vector256<float> a0 = Vector256.Load(result), b0 = Vector256.Load(end);
        Vector256<float> a1 = Vector256.Load(result + 8), b1 = Vector256.Load(end + 8);
        Vector256<float> a2 = Vector256.Load(result + 16), b2 = Vector256.Load(end + 16);
        Vector256<float> a3 = Vector256.Load(result + 24), b3 = Vector256.Load(end + 24);
        for (int k = 0; k < depth; k++)
        {
            Vector256<float> x = Avx.BroadcastScalarToVector256(left + k), y = Avx.BroadcastScalarToVector256(below + k);
            Vector256<float> p = Vector256.Load(panel);
            a0 = Fma.MultiplyAdd(x, p, a0);
            b0 = Fma.MultiplyAdd(y, p, b0);
            p = Vector256.Load(panel + Half);
            a1 = Fma.MultiplyAdd(x, p, a1);
            b1 = Fma.MultiplyAdd(y, p, b1);
            p = Vector256.Load(second);
            a2 = Fma.MultiplyAdd(x, p, a2);
            b2 = Fma.MultiplyAdd(y, p, b2);
            p = Vector256.Load(second + Half);
            a3 = Fma.MultiplyAdd(x, p, a3);
            b3 = Fma.MultiplyAdd(y, p, b3);
            panel += step;
            second += step;
        }

        a0.Store(result);
        b0.Store(end);
        a1.Store(result + 8);
        b1.Store(end + 8);
        a2.Store(result + 16);
        b2.Store(end + 16);
        a3.Store(result + 24);
        b3.Store(end + 24);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFourPanels(int depth, float* left, float* band, float* result)
    {
        Vector256<float> a0 = Vector256.Load(result), b0 = Vector256.Load(result + 8);
        Vector256<float> a1 = Vector256.Load(result + 16), b1 = Vector256.Load(result + 24);
        Vector256<float> a2 = Vector256.Load(result + 32), b2 = Vector256.Load(result + 40);
        Vector256<float> a3 = Vector256.Load(result + 48), b3 = Vector256.Load(result + 56);
        for (int k = 0; k < depth; k++)
        {
            Vector256<float> x = Avx.BroadcastScalarToVector256(left + k);
            a0 = Fma.MultiplyAdd(x, Vector256.Load(band), a0);
            b0 = Fma.MultiplyAdd(x, Vector256.Load(band + 8), b0);
            a1 = Fma.MultiplyAdd(x, Vector256.Load(band + 16), a1);
            b1 = Fma.MultiplyAdd(x, Vector256.Load(band + 24), b1);
            a2 = Fma.MultiplyAdd(x, Vector256.Load(band + 32), a2);
            b2 = Fma.MultiplyAdd(x, Vector256.Load(band + 40), b2);
            a3 = Fma.MultiplyAdd(x, Vector256.Load(band + 48), a3);
            b3 = Fma.MultiplyAdd(x, Vector256.Load(band + 56), b3);
            band += Simd.BandWidth;
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddPanel(int depth, float* left, float* panel, nint step, float* result, bool whole)
    {
        Vector256<float> a = Vector256.Load(result), b = whole ? Vector256.Load(result + Half) : default;
        for (int k = 0; k < depth; k++)
        {
            Vector256<float> x = Avx.BroadcastScalarToVector256(left + k);
            a = Fma.MultiplyAdd(x, Vector256.Load(panel), a);
            b = Fma.MultiplyAdd(x, Vector256.Load(panel + Half), b);
            panel += step;
        }

        a.Store(result);
        if (whole)
            b.Store(result + Half);
    }
}
