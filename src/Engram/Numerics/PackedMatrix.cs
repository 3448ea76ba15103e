using System.Numerics;

namespace Engram.Numerics;

/// <summary>A matrix laid out for products: panels of 16 columns, each panel going down the depth.</summary>
/// <remarks>
/// <para>Weights are packed once and multiplied many times. Element (k, n) lies at <c>(n / 16)·16·depth + k·16 + n % 16</c>.</para>
/// <para>Every element of a product is one chain of multiply-adds over k ascending that starts from what the destination held. So its bits
/// do not depend on the number of rows, on the blocking or on the thread that computes it.</para>
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class PackedMatrix<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RowBuffer<T> _panels = new(Simd.PanelWidth);
    private readonly int _columns;

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

    /// <summary>All panels, one below the other: <c>[panels·depth, 16]</c>.</summary>
    internal RowBlock<T> Panels => _panels.Block;

    private int PanelCount => (_columns + Simd.PanelWidth - 1) / Simd.PanelWidth;

    /// <summary>Sets the depth; the contents are then unspecified.</summary>
    /// <param name="depth">0 or more.</param>
    public void Resize(int depth)
    {
        Depth = depth;
        _panels.Resize(depth * PanelCount);
    }

    /// <summary>Packs rows of weights as columns: element (k, start + n) becomes <c>weights[n, k]</c>.</summary>
    /// <param name="weights"><c>[n, depth]</c>.</param>
    /// <param name="start">The first column to write.</param>
    public void SetColumns(RowBlock<T> weights, int start)
    {
        weights.Require(weights.Rows, Depth, "PackedMatrix.SetColumns", nameof(weights));
        Span<T> panels = _panels.Block.Data;
        for (int n = 0; n < weights.Rows; n++)
        {
            int column = start + n;
            Span<T> target = panels[(((column / Simd.PanelWidth) * Depth * Simd.PanelWidth) + (column % Simd.PanelWidth))..];
            Span<T> source = weights.Row(n);
            for (int k = 0; k < source.Length; k++)
                target[k * Simd.PanelWidth] = source[k];
        }
    }

    /// <summary>Packs rows of weights as rows: element (start + k, n) becomes <c>weights[k, n]</c>.</summary>
    /// <param name="weights"><c>[k, columns]</c>.</param>
    /// <param name="start">The first row to write.</param>
    public void SetRows(RowBlock<T> weights, int start)
    {
        weights.Require(weights.Rows, _columns, "PackedMatrix.SetRows", nameof(weights));
        for (int panel = 0; panel < PanelCount; panel++)
        {
            int column = panel * Simd.PanelWidth;
            int width = Math.Min(Simd.PanelWidth, _columns - column);
            for (int k = 0; k < weights.Rows; k++)
                weights.Row(k).Slice(column, width).CopyTo(_panels.Row((panel * Depth) + start + k));
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
        Products.Add(new(rows, 1, rows.Stride), this, destination);
    }

    /// <summary>Adds a product with the left side turned: <c>destination += columnsᵀ × this</c>.</summary>
    /// <param name="columns"><c>[depth, m]</c>.</param>
    /// <param name="destination"><c>[m, columns]</c>, spaced as for <see cref="AddProduct"/>.</param>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public void AddTransposedProduct(RowBlock<T> columns, RowBlock<T> destination)
    {
        columns.Require(Depth, columns.Columns, "PackedMatrix.AddTransposedProduct", nameof(columns));
        destination.Require(columns.Columns, _columns, "PackedMatrix.AddTransposedProduct", nameof(destination));
        Products.Add(new(columns, columns.Stride, 1), this, destination);
    }
}
