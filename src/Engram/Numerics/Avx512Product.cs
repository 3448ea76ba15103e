using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Engram.Numerics;

/// <summary>The product with AVX-512: eight rows by two panels stay in registers while the depth goes by.</summary>
/// <remarks>
/// The same chains as <see cref="Avx2Product"/>. Where the number of panels is odd, the last one is computed twice and stored once.
/// </remarks>
internal static unsafe class Avx512Product
{
    private const int Panel = Simd.PanelWidth;

    public static void AddBlock(in ProductShape shape, int rows, int depth, float* left, float* right, float* result)
    {
        nint panelStep = (nint)shape.Depth * Panel;
        int column = 0;
        if (rows == 1)
        {
            for (; column + (8 * Panel) <= shape.Columns + Panel - 1; column += 8 * Panel)
                AddRow(depth, left, shape.DepthStep, right + (column / Panel * panelStep), panelStep, result + column);
        }

        for (; column < shape.Columns; column += 2 * Panel)
        {
            float* first = right + (column / Panel * panelStep);
            bool both = shape.Columns - column > Panel;
            float* second = both ? first + panelStep : first;
            int row = 0;
            for (; row + 8 <= rows; row += 8)
                AddEightRows(shape, depth, left + (row * shape.RowStep), first, second, result + (row * shape.Stride) + column, both);
            if (row + 4 <= rows)
            {
                AddFourRows(shape, depth, left + (row * shape.RowStep), first, second, result + (row * shape.Stride) + column, both);
                row += 4;
            }

            for (; row < rows; row++)
                AddOneRow(depth, left + (row * shape.RowStep), shape.DepthStep, first, second, result + (row * shape.Stride) + column, both);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddEightRows(in ProductShape shape, int depth, float* left, float* first, float* second, float* result, bool both)
    {
        nint step = shape.DepthStep, row = shape.RowStep, stride = shape.Stride, next = both ? Panel : 0;
        Vector512<float> a0 = Vector512.Load(result), b0 = Vector512.Load(result + next);
        Vector512<float> a1 = Vector512.Load(result + stride), b1 = Vector512.Load(result + stride + next);
        Vector512<float> a2 = Vector512.Load(result + (2 * stride)), b2 = Vector512.Load(result + (2 * stride) + next);
        Vector512<float> a3 = Vector512.Load(result + (3 * stride)), b3 = Vector512.Load(result + (3 * stride) + next);
        Vector512<float> a4 = Vector512.Load(result + (4 * stride)), b4 = Vector512.Load(result + (4 * stride) + next);
        Vector512<float> a5 = Vector512.Load(result + (5 * stride)), b5 = Vector512.Load(result + (5 * stride) + next);
        Vector512<float> a6 = Vector512.Load(result + (6 * stride)), b6 = Vector512.Load(result + (6 * stride) + next);
        Vector512<float> a7 = Vector512.Load(result + (7 * stride)), b7 = Vector512.Load(result + (7 * stride) + next);
        float* middle = left + (4 * row);
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
            first += Panel;
            second += Panel;
            left += step;
            middle += step;
        }

        a0.Store(result);
        a1.Store(result + stride);
        a2.Store(result + (2 * stride));
        a3.Store(result + (3 * stride));
        a4.Store(result + (4 * stride));
        a5.Store(result + (5 * stride));
        a6.Store(result + (6 * stride));
        a7.Store(result + (7 * stride));
        if (!both)
            return;
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
    private static void AddFourRows(in ProductShape shape, int depth, float* left, float* first, float* second, float* result, bool both)
    {
        nint step = shape.DepthStep, row = shape.RowStep, stride = shape.Stride, next = both ? Panel : 0;
        Vector512<float> a0 = Vector512.Load(result), b0 = Vector512.Load(result + next);
        Vector512<float> a1 = Vector512.Load(result + stride), b1 = Vector512.Load(result + stride + next);
        Vector512<float> a2 = Vector512.Load(result + (2 * stride)), b2 = Vector512.Load(result + (2 * stride) + next);
        Vector512<float> a3 = Vector512.Load(result + (3 * stride)), b3 = Vector512.Load(result + (3 * stride) + next);
        float* middle = left + (2 * row);
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
            x = Vector512.Create(middle[row]);
            a3 = Avx512F.FusedMultiplyAdd(x, p, a3);
            b3 = Avx512F.FusedMultiplyAdd(x, q, b3);
            first += Panel;
            second += Panel;
            left += step;
            middle += step;
        }

        a0.Store(result);
        a1.Store(result + stride);
        a2.Store(result + (2 * stride));
        a3.Store(result + (3 * stride));
        if (!both)
            return;
        b0.Store(result + Panel);
        b1.Store(result + stride + Panel);
        b2.Store(result + (2 * stride) + Panel);
        b3.Store(result + (3 * stride) + Panel);
    }

    private static void AddOneRow(int depth, float* left, nint step, float* first, float* second, float* result, bool both)
    {
        Vector512<float> a = Vector512.Load(result), b = both ? Vector512.Load(result + Panel) : default;
        for (int k = 0; k < depth; k++)
        {
            Vector512<float> x = Vector512.Create(left[k * step]);
            a = Avx512F.FusedMultiplyAdd(x, Vector512.Load(first + (k * Panel)), a);
            b = Avx512F.FusedMultiplyAdd(x, Vector512.Load(second + (k * Panel)), b);
        }

        a.Store(result);
        if (both)
            b.Store(result + Panel);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRow(int depth, float* left, nint step, float* panel, nint panelStep, float* result)
    {
        float* fifth = panel + (4 * panelStep);
        Vector512<float> a0 = Vector512.Load(result);
        Vector512<float> a1 = Vector512.Load(result + 16);
        Vector512<float> a2 = Vector512.Load(result + 32);
        Vector512<float> a3 = Vector512.Load(result + 48);
        Vector512<float> a4 = Vector512.Load(result + 64);
        Vector512<float> a5 = Vector512.Load(result + 80);
        Vector512<float> a6 = Vector512.Load(result + 96);
        Vector512<float> a7 = Vector512.Load(result + 112);
        for (int k = 0; k < depth; k++)
        {
            Vector512<float> x = Vector512.Create(*left);
            a0 = Avx512F.FusedMultiplyAdd(x, Vector512.Load(panel), a0);
            a1 = Avx512F.FusedMultiplyAdd(x, Vector512.Load(panel + panelStep), a1);
            a2 = Avx512F.FusedMultiplyAdd(x, Vector512.Load(panel + (2 * panelStep)), a2);
            a3 = Avx512F.FusedMultiplyAdd(x, Vector512.Load(panel + (3 * panelStep)), a3);
            a4 = Avx512F.FusedMultiplyAdd(x, Vector512.Load(fifth), a4);
            a5 = Avx512F.FusedMultiplyAdd(x, Vector512.Load(fifth + panelStep), a5);
            a6 = Avx512F.FusedMultiplyAdd(x, Vector512.Load(fifth + (2 * panelStep)), a6);
            a7 = Avx512F.FusedMultiplyAdd(x, Vector512.Load(fifth + (3 * panelStep)), a7);
            left += step;
            panel += Panel;
            fifth += Panel;
        }

        a0.Store(result);
        a1.Store(result + 16);
        a2.Store(result + 32);
        a3.Store(result + 48);
        a4.Store(result + 64);
        a5.Store(result + 80);
        a6.Store(result + 96);
        a7.Store(result + 112);
    }
}
