using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Engram.Numerics;

/// <summary>The product of whole numbers with 8-bit panels, on any processor: vectors of 128 bits, which every x64 and ARM processor has.</summary>
internal static unsafe class PortableInt8
{
    private const int Panel = Simd.PanelWidth;

    public static void Add(in Int8Tile tile, short* left, float* factors, sbyte* panels, float* scales, float* result)
    {
        int* sums = stackalloc int[Panel];
        for (int row = 0; row < tile.Rows; row++)
        {
            for (int column = 0; column < tile.Columns; column += Panel)
            {
                Multiply(tile.Pairs, (int*)(left + (row * 2 * tile.Pairs)), panels + ((nint)column * 2 * tile.Pairs), sums);
                float* target = result + (row * tile.Stride) + column;
                for (int n = 0; n < Math.Min(Panel, tile.Columns - column); n++)
                    target[n] += sums[n] * (factors[row] * scales[column + n]);
            }
        }
    }

    private static void Multiply(int pairs, int* left, sbyte* panel, int* sums)
    {
        Vector128<int> a = default, b = default, c = default, d = default;
        for (int pair = 0; pair < pairs; pair++)
        {
            Vector128<short> x = Vector128.Create(left[pair]).AsInt16();
            (Vector128<short> first, Vector128<short> second) = Vector128.Widen(Vector128.Load(panel));
            (Vector128<short> third, Vector128<short> fourth) = Vector128.Widen(Vector128.Load(panel + Panel));
            a += MultiplyPairs(first, x);
            b += MultiplyPairs(second, x);
            c += MultiplyPairs(third, x);
            d += MultiplyPairs(fourth, x);
            panel += 2 * Panel;
        }

        a.Store(sums);
        b.Store(sums + 4);
        c.Store(sums + 8);
        d.Store(sums + 12);
    }

    private static Vector128<int> MultiplyPairs(Vector128<short> weights, Vector128<short> numbers) =>
        Sse2.IsSupported ? Sse2.MultiplyAddAdjacent(weights, numbers) : PlainMultiplyPairs(weights, numbers);

    /// <summary>The sum of the two products in each 32 bits.</summary>
    public static Vector128<int> PlainMultiplyPairs(Vector128<short> weights, Vector128<short> numbers)
    {
        Vector128<int> w = weights.AsInt32(), x = numbers.AsInt32();
        return (((w << 16) >> 16) * ((x << 16) >> 16)) + ((w >> 16) * (x >> 16));
    }
}
