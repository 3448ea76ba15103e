using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Engram.Numerics;

/// <summary>16-bit weights: panels of 16 columns, two steps of the depth in one 32-bit word, the earlier in its lower half.</summary>
/// <remarks>A few rows are multiplied by the words as they stream in, half as many bytes as floats. For many rows a block of them is
/// spread out into floats that stay in the first-level cache, and the kernel for floats does the rest. Either way every element is the same
/// chain of multiply-adds as that of the rounded weights in 32 bits.</remarks>
internal sealed unsafe class BFloat16Panels : ReducedPanels
{
    private const int Panel = Simd.PanelWidth;
    private const int Half = 8;
    private const uint Upper = 0xFFFF0000;
    private const int DepthBlock = 256;
    private const int FewRows = 2;
    private const nuint CacheLine = 64;

    private readonly int _depth;
    private readonly int _columns;
    private readonly int _pairs;
    private readonly RowBuffer<uint> _words;

    public BFloat16Panels(int depth, int columns)
    {
        (_depth, _columns, _pairs) = (depth, columns, (depth + 1) / 2);
        _words = new RowBuffer<uint>((columns + Panel - 1) / Panel * _pairs, Panel);
    }

    public override void SetColumns(RowBlock<float> weights, ReadOnlySpan<float> scales, int start)
    {
        Span<uint> words = _words.Block.Data;
        for (int n = 0; n < weights.Rows; n++)
        {
            int column = start + n;
            Span<uint> targets = words.Slice(column / Panel * _pairs * Panel, _pairs * Panel)[(column % Panel)..];
            ReadOnlySpan<uint> row = MemoryMarshal.Cast<float, uint>(weights.Row(n));
            for (int pair = 0; pair < _pairs; pair++)
            {
                uint upper = (2 * pair) + 1 < row.Length ? row[(2 * pair) + 1] & Upper : 0;
                targets[pair * Panel] = (row[2 * pair] >> 16) | upper;
            }
        }
    }

    public override void Add(RowBlock<float> rows, RowBlock<float> destination, SimdPath path)
    {
        fixed (float* a = &rows.Origin, c = &destination.Origin)
        fixed (uint* words = &_words.Block.Origin)
        {
            ProductShape shape = new(destination.Rows, _columns, _depth, rows.Stride, destination.Stride);
            if (path < SimdPath.Avx2)
                PortableBFloat16.Add(shape, a, words, c);
            else if (shape.Rows > FewRows)
                AddMany(shape, a, words, c, path);
            else if (path == SimdPath.Avx512)
                Avx512BFloat16.Add(shape, a, words, c);
            else
                Avx2BFloat16.Add(shape, a, words, c);
        }
    }

    private void AddMany(in ProductShape shape, float* a, uint* words, float* c, SimdPath path)
    {
        float[] floats = ArrayPool<float>.Shared.Rent((2 * Panel * DepthBlock) + Panel);
        fixed (float* start = floats)
        {
            float* band = (float*)(((nuint)start + CacheLine - 1) / CacheLine * CacheLine);
            for (int k = 0; k < _depth; k += DepthBlock)
            {
                int depth = Math.Min(DepthBlock, _depth - k);
                for (int column = 0; column < _columns; column += 2 * Panel)
                {
                    int width = Math.Min(2 * Panel, _columns - column), step = Simd.PadRow(width);
                    uint* first = words + (((nint)(column / Panel) * _pairs) + (k / 2)) * Panel;
                    for (int panel = 0; panel < step; panel += Panel)
                        Spread(first + ((nint)_pairs * panel), depth, band + panel, step, path);
                    Products.AddFloats(new(shape.Rows, width, depth, shape.LeftStride, shape.Stride), a + k, band, c + column, path);
                }
            }
        }

        ArrayPool<float>.Shared.Return(floats);
    }

    // Of an odd depth one step too many is written: past the band there is room.
    private static void Spread(uint* words, int depth, float* floats, nint step, SimdPath path)
    {
        for (int k = 0; k < depth; k += 2)
        {
            if (path == SimdPath.Avx512)
            {
                Vector512<uint> word = Vector512.Load(words);
                (word << 16).AsSingle().Store(floats);
                (word & Vector512.Create(Upper)).AsSingle().Store(floats + step);
            }
            else
            {
                Vector256<uint> word = Vector256.Load(words), second = Vector256.Load(words + Half);
                (word << 16).AsSingle().Store(floats);
                (second << 16).AsSingle().Store(floats + Half);
                (word & Vector256.Create(Upper)).AsSingle().Store(floats + step);
                (second & Vector256.Create(Upper)).AsSingle().Store(floats + step + Half);
            }

            words += Panel;
            floats += 2 * step;
        }
    }
}
