using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Engram.Numerics;

/// <summary>A matrix laid out for products: bands of 64 columns, each going down the depth; the last as narrow as panels of 16 allow.</summary>
/// <remarks>
/// <para>Weights are packed once and multiplied many times. Element (k, n) lies at <c>(n / 64)·64·depth + k·w + n % 64</c>, w being the width of its
/// band: one row of the left side reads a band as one stream, which is what a cache hands over fastest, and many rows take it panel by panel.</para>
/// <para>Every element of a product is one chain of multiply-adds over k ascending that starts from what the destination held. So its bits
/// do not depend on the number of rows, on the blocking or on the thread that computes it.</para>
/// <para>Weights of a quantised parameter are held in 16 or 8 bits instead (<see cref="WeightPrecision"/>), with the same promise.</para>
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class PackedMatrix<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _columns;
    private RowBuffer<T> _memory = new(Simd.PanelWidth);
    private ReducedPanels? _reduced;

    /// <summary>Creates a matrix of zeros.</summary>
    /// <param name="depth">Rows of the matrix: the columns of what is multiplied by it.</param>
    /// <param name="columns">Columns of the matrix and of the product.</param>
    public PackedMatrix(int depth, int columns)
    {
        _columns = columns;
        Resize(depth);
    }

    /// <summary>Rows of the matrix.</summary>
    public int Depth { get; private set; }

    /// <summary>Columns of the matrix.</summary>
    public int Columns => _columns;

    /// <summary>In how many bits the weights are held: as many as those that were packed last.</summary>
    public WeightPrecision Precision { get; private set; }

    /// <summary>All bands, one below the other.</summary>
    internal RowBlock<T> Bands => _memory.Block;

    private int PaddedColumns => Simd.PadRow(_columns);

    /// <summary>Sets the depth; the contents are then unspecified.</summary>
    /// <param name="depth">0 or more.</param>
    public void Resize(int depth)
    {
        (Depth, Precision, _reduced) = (depth, WeightPrecision.Bits32, null);
        _memory.Resize(depth * (PaddedColumns / Simd.PanelWidth));
    }

    /// <summary>Sixteen columns, <c>[depth, 16]</c>.</summary>
    /// <param name="column">The first: a multiple of 16.</param>
    internal RowBlock<T> Panel(int column)
    {
        int band = column / Simd.BandWidth * Simd.BandWidth, width = Math.Min(Simd.BandWidth, PaddedColumns - band);
        return new(_memory.Block.Data[((band * Depth) + column - band)..], Depth, Simd.PanelWidth, width);
    }

    /// <summary>Packs rows of weights as columns: element (k, start + n) becomes <c>weights[n, k]</c>.</summary>
    /// <param name="weights"><c>[n, depth]</c>.</param>
    /// <param name="start">The first column to write.</param>
    public void SetColumns(RowBlock<T> weights, int start)
    {
        weights.Require(weights.Rows, Depth, "PackedMatrix.SetColumns", nameof(weights));
        for (int n = 0; n < weights.Rows;)
        {
            int column = start + n, inPanel = column % Simd.PanelWidth;
            int width = Math.Min(Simd.PanelWidth - inPanel, weights.Rows - n);
            Transposition.Copy(weights.SliceRows(n, width), Panel(column - inPanel).SliceColumns(inPanel, width));
            n += width;
        }
    }

    /// <summary>Packs rows of a parameter as columns, in as many bits as it holds them; what was packed in others is lost.</summary>
    /// <param name="weights"><c>[…, depth]</c>.</param>
    /// <param name="firstRow">The first row to take.</param>
    /// <param name="rows">How many.</param>
    /// <param name="start">The first column to write.</param>
    internal void SetColumns(Parameter<T> weights, int firstRow, int rows, int start)
    {
        if (weights.Precision != Precision)
            Hold(weights.Precision);
        RowBlock<T> values = weights.Values.SliceRows(firstRow, rows);
        if (_reduced is null)
            SetColumns(values, start);
        else
            _reduced.SetColumns(Floats(values), weights.Scales.AsSpan(weights.Scales.Length > 0 ? firstRow..(firstRow + rows) : ..), start);
    }

    /// <summary>Packs rows of weights as rows: element (start + k, n) becomes <c>weights[k, n]</c>.</summary>
    /// <param name="weights"><c>[k, columns]</c>.</param>
    /// <param name="start">The first row to write.</param>
    public void SetRows(RowBlock<T> weights, int start)
    {
        weights.Require(weights.Rows, _columns, "PackedMatrix.SetRows", nameof(weights));
        for (int column = 0; column < _columns; column += Simd.PanelWidth)
        {
            int width = Math.Min(Simd.PanelWidth, _columns - column);
            CopyColumns(weights.SliceColumns(column, width), Panel(column).SliceRows(start, weights.Rows));
        }
    }

    // A whole panel is copied by a number of bytes that the compiler knows, which makes it a vector move.
    private static void CopyColumns(RowBlock<T> source, RowBlock<T> panel)
    {
        if (source.Columns < Simd.PanelWidth)
        {
            source.CopyTo(panel.SliceColumns(0, source.Columns));
            return;
        }

        for (int k = 0; k < source.Rows; k++)
        {
            ref byte from = ref Unsafe.As<T, byte>(ref source.Start(k)), to = ref Unsafe.As<T, byte>(ref panel.Start(k));
            Unsafe.CopyBlockUnaligned(ref to, ref from, (uint)(Simd.PanelWidth * Unsafe.SizeOf<T>()));
        }
    }

    /// <summary>Adds a product: <c>destination += rows × this</c>.</summary>
    /// <param name="rows"><c>[m, depth]</c>.</param>
    /// <param name="destination"><c>[m, columns]</c>; its rows are at least as far apart as the columns rounded up to whole vectors, and
    /// what lies between is overwritten.</param>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public void AddProduct(RowBlock<T> rows, RowBlock<T> destination)
    {
        rows.Require(rows.Rows, Depth, "PackedMatrix.AddProduct", nameof(rows));
        destination.Require(rows.Rows, _columns, "PackedMatrix.AddProduct", nameof(destination));
        if (_reduced is null)
            Products.Add(rows, this, destination);
        else if (rows.Rows > 0)
            _reduced.Add(Floats(rows), Floats(destination), Simd.Path);
    }

    private void Hold(WeightPrecision precision)
    {
        if (precision == WeightPrecision.Bits32)
        {
            Resize(Depth);
            return;
        }

        _reduced = ReducedPanels.Create(precision, Depth, _columns);
        _memory = new RowBuffer<T>(Simd.PanelWidth);
        Precision = precision;
    }

    // Only parameters of floats are ever quantised.
    private static RowBlock<float> Floats(RowBlock<T> rows) => new(MemoryMarshal.Cast<T, float>(rows.Data), rows.Rows, rows.Columns, rows.Stride);
}
