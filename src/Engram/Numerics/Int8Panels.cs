using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Engram.Numerics;

/// <summary>8-bit weights: panels of 16 columns, two steps of the depth side by side for each column.</summary>
/// <remarks>A row is rounded to whole numbers (<see cref="RowQuantizer"/>), and the product is a sum of whole numbers that cannot overflow; then
/// <c>destination += sum · (factor of the row · factor of the column)</c>. So all SIMD paths give the same bits, for any number of rows.</remarks>
internal sealed unsafe class Int8Panels : ReducedPanels
{
    /// <summary>Rows that a kernel takes at once.</summary>
    public const int TileRows = 4;

    private const int Panel = Simd.PanelWidth;
    private const int OnStack = 4096;

    private readonly int _columns;
    private readonly int _pairs;
    private readonly int _largest;
    private readonly RowBuffer<sbyte> _numbers;
    private readonly RowBuffer<float> _scales;

    public Int8Panels(int depth, int columns)
    {
        (_columns, _pairs, _largest) = (columns, (depth + 1) / 2, RowQuantizer.LargestFor(depth));
        _numbers = new RowBuffer<sbyte>((columns + Panel - 1) / Panel * _pairs, 2 * Panel);
        _scales = new RowBuffer<float>(1, columns);
    }

    public override void SetColumns(RowBlock<float> weights, ReadOnlySpan<float> scales, int start)
    {
        scales.CopyTo(_scales.Row(0)[start..]);
        Span<short> pairs = MemoryMarshal.Cast<sbyte, short>(_numbers.Block.Data), rounded = new short[_pairs];
        for (int n = 0; n < weights.Rows; n++)
        {
            int column = start + n;
            Span<short> targets = pairs.Slice(column / Panel * _pairs * Panel, _pairs * Panel)[(column % Panel)..];
            Quantization.ToBytes(weights.Row(n), scales[n], MemoryMarshal.Cast<short, sbyte>(rounded));
            for (int pair = 0; pair < _pairs; pair++)
                targets[pair * Panel] = rounded[pair];
        }
    }

    [SkipLocalsInit]
    public override void Add(RowBlock<float> rows, RowBlock<float> destination, SimdPath path)
    {
        int stride = 2 * _pairs, tile = Math.Min(TileRows, destination.Rows);
        short[]? rented = tile * stride > OnStack ? ArrayPool<short>.Shared.Rent(tile * stride) : null;
        Span<short> numbers = rented is null ? stackalloc short[OnStack] : rented;
        float* factors = stackalloc float[TileRows];
        fixed (float* result = &destination.Origin, scales = &_scales.Block.Origin)
        fixed (sbyte* panels = &_numbers.Block.Origin)
        fixed (short* left = numbers)
        {
            for (int row = 0; row < destination.Rows; row += TileRows)
            {
                int count = Math.Min(TileRows, destination.Rows - row);
                for (int i = 0; i < count; i++)
                {
                    Span<short> target = numbers.Slice(i * stride, stride);
                    target[^1] = 0; // where the depth is odd
                    factors[i] = RowQuantizer.Round(rows.Row(row + i), target, _largest);
                }

                Int8Tile work = new(count, _columns, _pairs, destination.Stride);
                float* to = result + ((nint)row * destination.Stride);
                if (path == SimdPath.Avx512 && Avx512BW.IsSupported)
                    Avx512Int8.Add(work, left, factors, panels, scales, to);
                else if (path < SimdPath.Avx2)
                    PortableInt8.Add(work, left, factors, panels, scales, to);
                else
                    Avx2Int8.Add(work, left, factors, panels, scales, to);
            }
        }

        if (rented is not null)
            ArrayPool<short>.Shared.Return(rented);
    }
}
