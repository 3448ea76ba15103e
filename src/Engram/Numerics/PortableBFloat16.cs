using System.Numerics;
using System.Runtime.CompilerServices;

namespace Engram.Numerics;

/// <summary>The product with 16-bit weights in plain C#: the chains of <see cref="PortableProduct"/>.</summary>
internal static unsafe class PortableBFloat16
{
    private const int Panel = Simd.PanelWidth;

    public static void Add(in ProductShape shape, float* left, uint* words, float* result)
    {
        nint pairs = (shape.Depth + 1) / 2;
        for (int row = 0; row < shape.Rows; row++)
        {
            for (int column = 0; column < shape.Columns; column += Panel)
            {
                Span<float> sums = new(result + (row * shape.Stride) + column, Math.Min(Panel, shape.Columns - column));
                AddPanel(shape.Depth, left + (row * shape.LeftStride), words + (column * pairs), sums);
            }
        }
    }

    private static void AddPanel(int depth, float* left, uint* words, Span<float> result)
    {
        Span<float> sums = stackalloc float[Panel];
        sums.Clear();
        result.CopyTo(sums);
        Vector<uint> upper = new(0xFFFF0000);
        for (int start = 0; start < Panel; start += Vector<float>.Count)
        {
            Vector<float> sum = new(sums[start..]);
            uint* word = words + start;
            int k = 0;
            for (; k + 1 < depth; k += 2, word += Panel)
            {
                Vector<uint> both = Unsafe.ReadUnaligned<Vector<uint>>(word);
                sum += Vector.AsVectorSingle(both << 16) * left[k];
                sum += Vector.AsVectorSingle(both & upper) * left[k + 1];
            }

            if (k < depth)
                sum += Vector.AsVectorSingle(Unsafe.ReadUnaligned<Vector<uint>>(word) << 16) * left[k];
            sum.CopyTo(sums[start..]);
        }

        sums[..result.Length].CopyTo(result);
    }
}
