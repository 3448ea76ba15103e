using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Engram.Numerics;

/// <summary>The product of single rows with 16-bit weights, with AVX2 and FMA: four panels at a time, whose chains hide their latency.</summary>
internal static unsafe class Avx2BFloat16
{
    private const int Panel = Simd.PanelWidth;
    private const int Half = 8;

    public static void Add(in ProductShape shape, float* left, uint* words, float* result)
    {
        nint panel = (shape.Depth + 1) / 2 * Panel;
        for (int row = 0; row < shape.Rows; row++, left += shape.LeftStride, result += shape.Stride)
        {
            int column = 0;
            for (; column + (3 * Panel) + Half < shape.Columns; column += 4 * Panel)
                AddFourPanels(shape.Depth / 2, left, words + (column / Panel * panel), panel, result + column);
            for (; column < shape.Columns; column += Panel)
            {
                AddHalf(shape.Depth / 2, left, words + (column / Panel * panel), result + column);
                if (shape.Columns - column > Half)
                    AddHalf(shape.Depth / 2, left, words + (column / Panel * panel) + Half, result + column + Half);
            }

            if (shape.Depth % 2 > 0)
                AddLast(shape, left[shape.Depth - 1], words + panel - Panel, panel, result);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFourPanels(int pairs, float* left, uint* words, nint panel, float* result)
    {
        uint* third = words + (2 * panel);
        Vector256<float> a0 = Vector256.Load(result), b0 = Vector256.Load(result + 8);
        Vector256<float> a1 = Vector256.Load(result + 16), b1 = Vector256.Load(result + 24);
        Vector256<float> a2 = Vector256.Load(result + 32), b2 = Vector256.Load(result + 40);
        Vector256<float> a3 = Vector256.Load(result + 48), b3 = Vector256.Load(result + 56);
        for (int pair = 0; pair < pairs; pair++)
        {
            Vector256<float> x = Vector256.Create(left[0]), y = Vector256.Create(left[1]);
            a0 = AddPair(x, y, words, a0);
            b0 = AddPair(x, y, words + Half, b0);
            a1 = AddPair(x, y, words + panel, a1);
            b1 = AddPair(x, y, words + panel + Half, b1);
            a2 = AddPair(x, y, third, a2);
            b2 = AddPair(x, y, third + Half, b2);
            a3 = AddPair(x, y, third + panel, a3);
            b3 = AddPair(x, y, third + panel + Half, b3);
            words += Panel;
            third += Panel;
            left += 2;
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
    private static void AddHalf(int pairs, float* left, uint* words, float* result)
    {
        Vector256<float> a = Vector256.Load(result);
        for (int pair = 0; pair < pairs; pair++)
        {
            a = AddPair(Vector256.Create(left[0]), Vector256.Create(left[1]), words, a);
            words += Panel;
            left += 2;
        }

        a.Store(result);
    }

    // The last step of an odd depth, in all panels.
    private static void AddLast(in ProductShape shape, float left, uint* words, nint panel, float* result)
    {
        for (int column = 0; column < shape.Columns; column += Half)
        {
            Vector256<uint> word = Vector256.Load(words + (column / Panel * panel) + (column % Panel));
            Fma.MultiplyAdd(Vector256.Create(left), (word << 16).AsSingle(), Vector256.Load(result + column)).Store(result + column);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> AddPair(Vector256<float> x, Vector256<float> y, uint* words, Vector256<float> sum)
    {
        Vector256<uint> word = Vector256.Load(words);
        sum = Fma.MultiplyAdd(x, (word << 16).AsSingle(), sum);
        return Fma.MultiplyAdd(y, (word & Vector256.Create(0xFFFF0000)).AsSingle(), sum);
    }
}
