using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Engram.Numerics;

/// <summary>The product of whole numbers with 8-bit panels, with AVX-512: weights are widened to 16 bits as they come, and two products of
/// each column added at once.</summary>
internal static unsafe class Avx512Int8
{
    private const int Panel = Simd.PanelWidth;
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
        for (int column = 0; column < tile.Columns; column += 2 * Panel)
            AddRows(tile, tile.Columns - column > Panel, (int*)left, factors, panels + (column / Panel * panel), scales + column, result + column);
    }

    private static void AddRow(in Int8Tile tile, int* left, float factor, sbyte* panels, float* scales, float* result)
    {
        int column = 0;
        nint panel = (nint)tile.Pairs * 2 * Panel;
        for (; column + (3 * Panel) < tile.Columns; column += 4 * Panel)
            AddFourPanels(tile.Pairs, left, factor, panels + (column / Panel * panel), scales + column, result + column);
        for (; column < tile.Columns; column += Panel)
            AddPanel(tile.Pairs, left, factor, panels + (column / Panel * panel), scales + column, result + column);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFourPanels(int pairs, int* left, float factor, sbyte* panel, float* scales, float* result)
    {
        nint step = (nint)pairs * 2 * Panel;
        sbyte* third = panel + (2 * step);
        Vector512<int> a = default, b = default, c = default, d = default;
        for (int pair = 0; pair < pairs; pair++)
        {
            Vector512<short> x = Vector512.Create(left[pair]).AsInt16();
            a += Avx512BW.MultiplyAddAdjacent(Load(panel), x);
            b += Avx512BW.MultiplyAddAdjacent(Load(panel + step), x);
            c += Avx512BW.MultiplyAddAdjacent(Load(third), x);
            d += Avx512BW.MultiplyAddAdjacent(Load(third + step), x);
            panel += 2 * Panel;
            third += 2 * Panel;
        }

        Finish(a, factor, scales, result);
        Finish(b, factor, scales + Panel, result + Panel);
        Finish(c, factor, scales + (2 * Panel), result + (2 * Panel));
        Finish(d, factor, scales + (3 * Panel), result + (3 * Panel));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddPanel(int pairs, int* left, float factor, sbyte* panel, float* scales, float* result)
    {
        Vector512<int> a = default;
        for (int pair = 0; pair < pairs; pair++)
        {
            a += Avx512BW.MultiplyAddAdjacent(Load(panel), Vector512.Create(left[pair]).AsInt16());
            panel += 2 * Panel;
        }

        Finish(a, factor, scales, result);
    }

    // Three rows or four. Where there is one less of them, or of the panels, the last is computed again, and not stored.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRows(in Int8Tile tile, bool both, int* left, float* factors, sbyte* panel, float* scales, float* result)
    {
        int* second = left + tile.Pairs, third = second + tile.Pairs, fourth = left + ((tile.Rows - 1) * tile.Pairs);
        sbyte* next = both ? panel + ((nint)tile.Pairs * 2 * Panel) : panel;
        Vector512<int> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        for (int pair = 0; pair < tile.Pairs; pair++)
        {
            Vector512<short> p = Load(panel), q = Load(next);
            Vector512<short> x = Vector512.Create(left[pair]).AsInt16();
            a0 += Avx512BW.MultiplyAddAdjacent(p, x);
            b0 += Avx512BW.MultiplyAddAdjacent(q, x);
            x = Vector512.Create(second[pair]).AsInt16();
            a1 += Avx512BW.MultiplyAddAdjacent(p, x);
            b1 += Avx512BW.MultiplyAddAdjacent(q, x);
            x = Vector512.Create(third[pair]).AsInt16();
            a2 += Avx512BW.MultiplyAddAdjacent(p, x);
            b2 += Avx512BW.MultiplyAddAdjacent(q, x);
            x = Vector512.Create(fourth[pair]).AsInt16();
            a3 += Avx512BW.MultiplyAddAdjacent(p, x);
            b3 += Avx512BW.MultiplyAddAdjacent(q, x);
            panel += 2 * Panel;
            next += 2 * Panel;
        }

        FinishRow(a0, b0, both, factors[0], scales, result);
        FinishRow(a1, b1, both, factors[1], scales, result + tile.Stride);
        FinishRow(a2, b2, both, factors[2], scales, result + (2 * tile.Stride));
        if (tile.Rows > 3)
            FinishRow(a3, b3, both, factors[3], scales, result + (3 * tile.Stride));
    }

    private static Vector512<short> Load(sbyte* weights) => Avx512BW.ConvertToVector512Int16(Vector256.Load(weights));

    private static void FinishRow(Vector512<int> a, Vector512<int> b, bool both, float factor, float* scales, float* result)
    {
        Finish(a, factor, scales, result);
        if (both)
            Finish(b, factor, scales + Panel, result + Panel);
    }

    private static void Finish(Vector512<int> sums, float factor, float* scales, float* result)
    {
        Vector512<float> scale = Vector512.Load(scales) * factor;
        (Vector512.Load(result) + (Vector512.ConvertToSingle(sums) * scale)).Store(result);
    }
}
