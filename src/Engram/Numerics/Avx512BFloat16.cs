using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Engram.Numerics;

/// <summary>The product of single rows with 16-bit weights, with AVX-512: eight panels at a time, whose chains hide each other's latency.</summary>
internal static unsafe class Avx512BFloat16
{
    private const int Panel = Simd.PanelWidth;

    public static void Add(in ProductShape shape, float* left, uint* words, float* result)
    {
        nint panel = (shape.Depth + 1) / 2 * Panel;
        for (int row = 0; row < shape.Rows; row++, left += shape.LeftStride, result += shape.Stride)
        {
            int column = 0;
            for (; column + (7 * Panel) < shape.Columns; column += 8 * Panel)
                AddEightPanels(shape.Depth / 2, left, words + (column / Panel * panel), panel, result + column);
            for (; column < shape.Columns; column += Panel)
                AddPanel(shape.Depth / 2, left, words + (column / Panel * panel), result + column);
            if (shape.Depth % 2 > 0)
                AddLast(shape, left[shape.Depth - 1], words + panel - Panel, panel, result);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddEightPanels(int pairs, float* left, uint* words, nint panel, float* result)
    {
        uint* fifth = words + (4 * panel);
        Vector512<float> a0 = Vector512.Load(result);
        Vector512<float> a1 = Vector512.Load(result + 16);
        Vector512<float> a2 = Vector512.Load(result + 32);
        Vector512<float> a3 = Vector512.Load(result + 48);
        Vector512<float> a4 = Vector512.Load(result + 64);
        Vector512<float> a5 = Vector512.Load(result + 80);
        Vector512<float> a6 = Vector512.Load(result + 96);
        Vector512<float> a7 = Vector512.Load(result + 112);
        for (int pair = 0; pair < pairs; pair++)
        {
            Vector512<float> x = Vector512.Create(left[0]), y = Vector512.Create(left[1]);
            a0 = AddPair(x, y, words, a0);
            a1 = AddPair(x, y, words + panel, a1);
            a2 = AddPair(x, y, words + (2 * panel), a2);
            a3 = AddPair(x, y, words + (3 * panel), a3);
            a4 = AddPair(x, y, fifth, a4);
            a5 = AddPair(x, y, fifth + panel, a5);
            a6 = AddPair(x, y, fifth + (2 * panel), a6);
            a7 = AddPair(x, y, fifth + (3 * panel), a7);
            words += Panel;
            fifth += Panel;
            left += 2;
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddPanel(int pairs, float* left, uint* words, float* result)
    {
        Vector512<float> a = Vector512.Load(result);
        for (int pair = 0; pair < pairs; pair++)
        {
            a = AddPair(Vector512.Create(left[0]), Vector512.Create(left[1]), words, a);
            words += Panel;
            left += 2;
        }

        a.Store(result);
    }

    // The last step of an odd depth, in all panels.
    private static void AddLast(in ProductShape shape, float left, uint* words, nint panel, float* result)
    {
        for (int column = 0; column < shape.Columns; column += Panel, words += panel)
        {
            Vector512<float> weights = (Vector512.Load(words) << 16).AsSingle();
            Avx512F.FusedMultiplyAdd(Vector512.Create(left), weights, Vector512.Load(result + column)).Store(result + column);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> AddPair(Vector512<float> x, Vector512<float> y, uint* words, Vector512<float> sum)
    {
        Vector512<uint> word = Vector512.Load(words);
        sum = Avx512F.FusedMultiplyAdd(x, (word << 16).AsSingle(), sum);
        return Avx512F.FusedMultiplyAdd(y, (word & Vector512.Create(0xFFFF0000)).AsSingle(), sum);
    }
}
