using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Engram.Numerics;

/// <summary>The product with AVX-512: eight rows by two panels stay in registers while the depth goes by.</summary>
/// <remarks>The same chains as <see cref="Avx2Product"/>. Where a tile has a row or a panel too many, it computes its last one twice.</remarks>
internal static unsafe class Avx512Product
{
    private const int Panel = Simd.PanelWidth;

    public static void AddBlock(in ProductShape shape, int rows, int first, int depth, float* left, float* bands, float* result)
    {
        int tall = rows % 4 > 2 ? rows : rows / 4 * 4;
        for (int column = 0; column < shape.Columns && tall > 0; column += 2 * Panel)
        {
            float* panel = bands + shape.Place(first, column);
            nint step = shape.BandWidth(column);
            bool both = shape.Columns - column > Panel;
            for (int row = 0; row < tall;)
            {
                float* rowsLeft = left + (row * shape.LeftStride), rowsResult = result + (row * shape.Stride) + column;
                if (tall - row >= 8 && both)
                    AddEightRows(shape, depth, rowsLeft, panel, step, rowsResult);
                else if (tall - row >= 8)
                    AddEightRowsOfOne(shape, depth, rowsLeft, panel, step, rowsResult);
                else
                    AddFourRows(shape, tall - row > 3, depth, rowsLeft, panel, step, rowsResult, both);
                row += tall - row >= 8 ? 8 : 4;
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
        for (int column = 0; column < shape.Columns; column += Simd.BandWidth)
        {
            float* band = bands + shape.Place(first, column);
            int width = shape.BandWidth(column);
            if (width == Simd.BandWidth)
            {
                AddTwoRowsOfFour(shape, depth, left, band, result + column);
                continue;
            }

            for (int panel = 0; panel < width; panel += Panel)
            {
                AddPanel(depth, left, band + panel, width, result + column + panel);
                AddPanel(depth, left + shape.LeftStride, band + panel, width, result + shape.Stride + column + panel);
            }
        }
    }

    private static void AddRow(in ProductShape shape, int first, int depth, float* left, float* bands, float* result)
    {
        int count = (shape.Columns + Simd.BandWidth - 1) / Simd.BandWidth;
        bool backwards = shape.ReadsBackwards(result);
        for (int i = 0; i < count; i++)
        {
            int column = (backwards ? count - 1 - i : i) * Simd.BandWidth, width = shape.BandWidth(column);
            float* band = bands + shape.Place(first, column);
            if (width == Simd.BandWidth)
            {
                AddFourPanels(depth, left, band, result + column);
                continue;
            }

            for (int panel = 0; panel < width; panel += Panel)
                AddPanel(depth, left, band + panel, width, result + column + panel);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddEightRows(in ProductShape shape, int depth, float* left, float* first, nint step, float* result)
    {
        nint row = shape.LeftStride, stride = shape.Stride;
        float* second = first + Panel, middle = left + (4 * row);
        Vector512<float> a0 = Vector512.Load(result), b0 = Vector512.Load(result + Panel);
        Vector512<float> a1 = Vector512.Load(result + stride), b1 = Vector512.Load(result + stride + Panel);
        Vector512<float> a2 = Vector512.Load(result + (2 * stride)), b2 = Vector512.Load(result + (2 * stride) + Panel);
        Vector512<float> a3 = Vector512.Load(result + (3 * stride)), b3 = Vector512.Load(result + (3 * stride) + Panel);
        Vector512<float> a4 = Vector512.Load(result + (4 * stride)), b4 = Vector512.Load(result + (4 * stride) + Panel);
        Vector512<float> a5 = Vector512.Load(result + (5 * stride)), b5 = Vector512.Load(result + (5 * stride) + Panel);
        Vector512<float> a6 = Vector512.Load(result + (6 * stride)), b6 = Vector512.Load(result + (6 * stride) + Panel);
        Vector512<float> a7 = Vector512.Load(result + (7 * stride)), b7 = Vector512.Load(result + (7 * stride) + Panel);
        for (int k = 0; k < depth; k++)
        {
            Vector512<float> p = Vector512.Load(first), q = Vector512.Load(second);
            Vector512<float> x = Vector512.Create(left[0]);
            a0 = Avx512F.FusedMultiplyAdd(x, p, a0);
            b0 = Avx512F.FusedMultiplyAdd(x, q, b0);
            x = Vector512.Create(left[row]);
            a1 = Avx512F.FusedMultiplyAdd(x, p, a1);
            b1 = Avx512F.FusedMultiplyAdd(x, q, b1);
            x = Vector512.Create(left[2 * row]);
            a2 = Avx512F.FusedMultiplyAdd(x, p, a2);
            b2 = Avx512F.FusedMultiplyAdd(x, q, b2);
            x = Vector512.Create(left[3 * row]);
            a3 = Avx512F.FusedMultiplyAdd(x, p, a3);
            b3 = Avx512F.FusedMultiplyAdd(x, q, b3);
            x = Vector512.Create(middle[0]);
            a4 = Avx512F.FusedMultiplyAdd(x, p, a4);
            b4 = Avx512F.FusedMultiplyAdd(x, q, b4);
            x = Vector512.Create(middle[row]);
            a5 = Avx512F.FusedMultiplyAdd(x, p, a5);
            b5 = Avx512F.FusedMultiplyAdd(x, q, b5);
            x = Vector512.Create(middle[2 * row]);
            a6 = Avx512F.FusedMultiplyAdd(x, p, a6);
            b6 = Avx512F.FusedMultiplyAdd(x, q, b6);
            x = Vector512.Create(middle[3 * row]);
            a7 = Avx512F.FusedMultiplyAdd(x, p, a7);
            b7 = Avx512F.FusedMultiplyAdd(x, q, b7);
            first += step;
            second += step;
            left++;
            middle++;
        }

        a0.Store(result);
        a1.Store(result + stride);
        a2.Store(result + (2 * stride));
        a3.Store(result + (3 * stride));
        a4.Store(result + (4 * stride));
        a5.Store(result + (5 * stride));
        a6.Store(result + (6 * stride));
        a7.Store(result + (7 * stride));
        b0.Store(result + Panel);
        b1.Store(result + stride + Panel);
        b2.Store(result + (2 * stride) + Panel);
        b3.Store(result + (3 * stride) + Panel);
        b4.Store(result + (4 * stride) + Panel);
        b5.Store(result + (5 * stride) + Panel);
        b6.Store(result + (6 * stride) + Panel);
        b7.Store(result + (7 * stride) + Panel);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddEightRowsOfOne(in ProductShape shape, int depth, float* left, float* panel, nint step, float* result)
    {
        nint row = shape.LeftStride, stride = shape.Stride;
        float* middle = left + (4 * row);
        Vector512<float> a0 = Vector512.Load(result);
        Vector512<float> a1 = Vector512.Load(result + stride);
        Vector512<float> a2 = Vector512.Load(result + (2 * stride));
        Vector512<float> a3 = Vector512.Load(result + (3 * stride));
        Vector512<float> a4 = Vector512.Load(result + (4 * stride));
        Vector512<float> a5 = Vector512.Load(result + (5 * stride));
        Vector512<float> a6 = Vector512.Load(result + (6 * stride));
        Vector512<float> a7 = Vector512.Load(result + (7 * stride));
        for (int k = 0; k < depth; k++)
        {
            Vector512<float> p = Vector512.Load(panel);
            a0 = Avx512F.FusedMultiplyAdd(Vector512.Create(left[0]), p, a0);
            a1 = Avx512F.FusedMultiplyAdd(Vector512.Create(left[row]), p, a1);
            a2 = Avx512F.FusedMultiplyAdd(Vector512.Create(left[2 * row]), p, a2);
            a3 = Avx512F.FusedMultiplyAdd(Vector512.Create(left[3 * row]), p, a3);
            a4 = Avx512F.FusedMultiplyAdd(Vector512.Create(middle[0]), p, a4);
            a5 = Avx512F.FusedMultiplyAdd(Vector512.Create(middle[row]), p, a5);
            a6 = Avx512F.FusedMultiplyAdd(Vector512.Create(middle[2 * row]), p, a6);
            a7 = Avx512F.FusedMultiplyAdd(Vector512.Create(middle[3 * row]), p, a7);
            panel += step;
            left++;
            middle++;
        }

        a0.Store(result);
        a1.Store(result + stride);
        a2.Store(result + (2 * stride));
        a3.Store(result + (3 * stride));
        a4.Store(result + (4 * stride));
        a5.Store(result + (5 * stride));
        a6.Store(result + (6 * stride));
        a7.Store(result + (7 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFourRows(
        in ProductShape shape, bool full, int depth, float* left, float* first, nint step, float* result, bool both)
    {
        nint row = shape.LeftStride, stride = shape.Stride, next = both ? Panel : 0;
        float* second = first + next, middle = left + (2 * row);
        float* last = full ? middle + row : middle, end = result + ((full ? 3 : 2) * stride);
        Vector512<float> a0 = Vector512.Load(result), b0 = Vector512.Load(result + next);
        Vector512<float> a1 = Vector512.Load(result + stride), b1 = Vector512.Load(result + stride + next);
        Vector512<float> a2 = Vector512.Load(result + (2 * stride)), b2 = Vector512.Load(result + (2 * stride) + next);
        Vector512<float> a3 = Vector512.Load(end), b3 = Vector512.Load(end + next);
        for (int k = 0; k < depth; k++)
        {
            Vector512<float> p = Vector512.Load(first), q = Vector512.Load(second);
            Vector512<float> x = Vector512.Create(left[0]);
            a0 = Avx512F.FusedMultiplyAdd(x, p, a0);
            b0 = Avx512F.FusedMultiplyAdd(x, q, b0);
            x = Vector512.Create(left[row]);
            a1 = Avx512F.FusedMultiplyAdd(x, p, a1);
            b1 = Avx512F.FusedMultiplyAdd(x, q, b1);
            x = Vector512.Create(middle[0]);
            a2 = Avx512F.FusedMultiplyAdd(x, p, a2);
            b2 = Avx512F.FusedMultiplyAdd(x, q, b2);
            x = Vector512.Create(last[k]);
            a3 = Avx512F.FusedMultiplyAdd(x, p, a3);
            b3 = Avx512F.FusedMultiplyAdd(x, q, b3);
            first += step;
            second += step;
            left++;
            middle++;
        }

        a0.Store(result);
        a1.Store(result + stride);
        a2.Store(result + (2 * stride));
        a3.Store(end);
        if (!both)
            return;
        b0.Store(result + Panel);
        b1.Store(result + stride + Panel);
        b2.Store(result + (2 * stride) + Panel);
        b3.Store(end + Panel);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTwoRowsOfFour(in ProductShape shape, int depth, float* left, float* band, float* result)
    {
        float* below = left + shape.LeftStride, end = result + shape.Stride;
        Vector512<float> a0 = Vector512.Load(result), b0 = Vector512.Load(end);
        Vector512<float> a1 = Vector512.Load(result + 16), b1 = Vector512.Load(end + 16);
        Vector512<float> a2 = Vector512.Load(result + 32), b2 = Vector512.Load(end + 32);
        Vector512<float> a3 = Vector512.Load(result + 48), b3 = Vector512.Load(end + 48);
        for (int k = 0; k < depth; k++)
        {
            Vector512<float> x = Vector512.Create(left[k]), y = Vector512.Create(below[k]);
            Vector512<float> p = Vector512.Load(band);
            a0 = Avx512F.FusedMultiplyAdd(x, p, a0);
            b0 = Avx512F.FusedMultiplyAdd(y, p, b0);
            p = Vector512.Load(band + 16);
            a1 = Avx512F.FusedMultiplyAdd(x, p, a1);
            b1 = Avx512F.FusedMultiplyAdd(y, p, b1);
            p = Vector512.Load(band + 32);
            a2 = Avx512F.FusedMultiplyAdd(x, p, a2);
            b2 = Avx512F.FusedMultiplyAdd(y, p, b2);
            p = Vector512.Load(band + 48);
            a3 = Avx512F.FusedMultiplyAdd(x, p, a3);
            b3 = Avx512F.FusedMultiplyAdd(y, p, b3);
            band += Simd.BandWidth;
        }

        a0.Store(result);
        b0.Store(end);
        a1.Store(result + 16);
        b1.Store(end + 16);
        a2.Store(result + 32);
        b2.Store(end + 32);
        a3.Store(result + 48);
        b3.Store(end + 48);
    }

    // Four chains are enough: what limits a single row is how fast the weights come.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFourPanels(int depth, float* left, float* band, float* result)
    {
        Vector512<float> a0 = Vector512.Load(result);
        Vector512<float> a1 = Vector512.Load(result + 16);
        Vector512<float> a2 = Vector512.Load(result + 32);
        Vector512<float> a3 = Vector512.Load(result + 48);
        for (int k = 0; k < depth; k++)
        {
            Vector512<float> x = Vector512.Create(left[k]);
            a0 = Avx512F.FusedMultiplyAdd(x, Vector512.Load(band), a0);
            a1 = Avx512F.FusedMultiplyAdd(x, Vector512.Load(band + 16), a1);
            a2 = Avx512F.FusedMultiplyAdd(x, Vector512.Load(band + 32), a2);
            a3 = Avx512F.FusedMultiplyAdd(x, Vector512.Load(band + 48), a3);
            band += Simd.BandWidth;
        }

        a0.Store(result);
        a1.Store(result + 16);
        a2.Store(result + 32);
        a3.Store(result + 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddPanel(int depth, float* left, float* panel, nint step, float* result)
    {
        Vector512<float> a = Vector512.Load(result);
        for (int k = 0; k < depth; k++)
        {
            a = Avx512F.FusedMultiplyAdd(Vector512.Create(left[k]), Vector512.Load(panel), a);
            panel += step;
        }

        a.Store(result);
    }
}
