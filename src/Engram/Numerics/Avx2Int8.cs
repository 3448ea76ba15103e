using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Engram.Numerics;

/// <summary>The product of whole numbers with 8-bit panels, with AVX2: weights are widened to 16 bits as they come, and two products of each
/// column added at once.</summary>
internal static unsafe class Avx2Int8
{
    private const int Panel = Simd.PanelWidth;
    private const int Half = 8;
    private const int FewRows = 2;

    public static void Add(in Int8Tile tile, short* left, float* factors, sbyte* panels, float* scales, float* result)
    {
        if (tile.Rows <= FewRows)
        {
            for (int row = 0; row < tile.Rows; row++)
                AddRow(tile, (int*)left + (row * tile.Pairs), factors[row], panels, scales, result + (row * tile.Stride));
            return;
        }

        nint panel = (nint)tile.Pairs * 2 * Panel;
        for (int column = 0; column < tile.Columns; column += Panel)
            AddRows(tile, tile.Columns - column > Half, (int*)left, factors, panels + (column / Panel * panel), scales + column, result + column);
    }

    private static void AddRow(in Int8Tile tile, int* left, float factor, sbyte* panels, float* scales, float* result)
    {
        int column = 0;
        nint panel = (nint)tile.Pairs * 2 * Panel;
        for (; column + Panel + Half < tile.Columns; column += 2 * Panel)
            AddTwoPanels(tile.Pairs, left, factor, panels + (column / Panel * panel), scales + column, result + column);
        for (; column < tile.Columns; column += Panel)
        {
            AddHalf(tile.Pairs, left, factor, panels + (column / Panel * panel), scales + column, result + column);
            if (tile.Columns - column > Half)
                AddHalf(tile.Pairs, left, factor, panels + (column / Panel * panel) + Panel, scales + column + Half, result + column + Half);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTwoPanels(int pairs, int* left, float factor, sbyte* panel, float* scales, float* result)
    {
        sbyte* next = panel + ((nint)pairs * 2 * Panel);
        Vector256<int> a = default, b = default, c = default, d = default;
        for (int pair = 0; pair < pairs; pair++)
        {
            Vector256<short> x = Vector256.Create(left[pair]).AsInt16();
            a += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(panel), x);
            b += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(panel + Panel), x);
            c += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(next), x);
            d += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(next + Panel), x);
            panel += 2 * Panel;
            next += 2 * Panel;
        }

        Finish(a, factor, scales, result);
        Finish(b, factor, scales + Half, result + Half);
        Finish(c, factor, scales + Panel, result + Panel);
        Finish(d, factor, scales + Panel + Half, result + Panel + Half);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddHalf(int pairs, int* left, float factor, sbyte* panel, float* scales, float* result)
    {
        Vector256<int> a = default;
        for (int pair = 0; pair < pairs; pair++)
        {
            a += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(panel), Vector256.Create(left[pair]).AsInt16());
            panel += 2 * Panel;
        }

        Finish(a, factor, scales, result);
    }

    // Three rows or four. Where there are three the last is computed again, and not stored.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRows(in Int8Tile tile, bool whole, int* left, float* factors, sbyte* panel, float* scales, float* result)
    {
        int* second = left + tile.Pairs, third = second + tile.Pairs, fourth = left + ((tile.Rows - 1) * tile.Pairs);
        Vector256<int> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        for (int pair = 0; pair < tile.Pairs; pair++)
        {
            Vector256<short> p = Avx2.ConvertToVector256Int16(panel), q = Avx2.ConvertToVector256Int16(panel + Panel);
            Vector256<short> x = Vector256.Create(left[pair]).AsInt16();
            a0 += Avx2.MultiplyAddAdjacent(p, x);
            b0 += Avx2.MultiplyAddAdjacent(q, x);
            x = Vector256.Create(second[pair]).AsInt16();
            a1 += Avx2.MultiplyAddAdjacent(p, x);
            b1 += Avx2.MultiplyAddAdjacent(q, x);
            x = Vector256.Create(third[pair]).AsInt16();
            a2 += Avx2.MultiplyAddAdjacent(p, x);
            b2 += Avx2.MultiplyAddAdjacent(q, x);
            x = Vector256.Create(fourth[pair]).AsInt16();
            a3 += Avx2.MultiplyAddAdjacent(p, x);
            b3 += Avx2.MultiplyAddAdjacent(q, x);
            panel += 2 * Panel;
        }

        FinishRow(a0, b0, whole, factors[0], scales, result);
        FinishRow(a1, b1, whole, factors[1], scales, result + tile.Stride);
        FinishRow(a2, b2, whole, factors[2], scales, result + (2 * tile.Stride));
        if (tile.Rows > 3)
            FinishRow(a3, b3, whole, factors[3], scales, result + (3 * tile.Stride));
    }

    private static void FinishRow(Vector256<int> a, Vector256<int> b, bool whole, float factor, float* scales, float* result)
    {
        Finish(a, factor, scales, result);
        if (whole)
            Finish(b, factor, scales + Half, result + Half);
    }

    private static void Finish(Vector256<int> sums, float factor, float* scales, float* result)
    {
        Vector256<float> scale = Vector256.Load(scales) * factor;
        (Vector256.Load(result) + (Vector256.ConvertToSingle(sums) * scale)).Store(result);
    }
}
