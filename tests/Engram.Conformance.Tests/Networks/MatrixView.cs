using Engram.Conformance.Tests.Cases;
using Engram.Numerics;

namespace Engram.Conformance.Tests.Networks;

/// <summary>Some elements of a tensor of a case, seen as a matrix.</summary>
/// <param name="Start">The place of its first element.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">Number of columns.</param>
/// <param name="RowStride">Elements from one row to the next.</param>
/// <param name="ColumnStride">Elements from one column to the next.</param>
public readonly record struct MatrixView(int Start, int Rows, int Columns, int RowStride, int ColumnStride)
{
    /// <summary>Rows for columns.</summary>
    public MatrixView Transposed => new(Start, Columns, Rows, ColumnStride, RowStride);

    /// <summary>All of a vector, as one row, or of a matrix.</summary>
    public static MatrixView Of(VectorTensor tensor) => tensor.Shape switch
    {
        [int columns] => new(0, 1, columns, columns, 1),
        [int rows, int columns] => new(0, rows, columns, columns, 1),
        _ => throw new ShapeException($"A vector or a matrix was expected, but the tensor is [{string.Join(", ", tensor.Shape)}]."),
    };

    /// <summary>One of the vectors or matrices that a tensor holds along its first axis.</summary>
    public static MatrixView Of(VectorTensor tensor, int index)
    {
        MatrixView one = Of(tensor with { Shape = tensor.Shape[1..] });
        return one with { Start = index * one.Rows * one.Columns };
    }

    /// <summary>The place of an element.</summary>
    public int Place(int row, int column) => Start + (row * RowStride) + (column * ColumnStride);

    /// <summary>Some of the rows.</summary>
    public MatrixView RowRange(int first, int count) => first + count <= Rows
        ? this with { Start = Place(first, 0), Rows = count }
        : throw new ShapeException($"Rows {first} to {first + count} were expected, but there are {Rows}.");

    /// <summary>Some of the columns.</summary>
    public MatrixView ColumnRange(int first, int count) => first + count <= Columns
        ? this with { Start = Place(0, first), Columns = count }
        : throw new ShapeException($"Columns {first} to {first + count} were expected, but there are {Columns}.");

    /// <summary>The elements of one row as a matrix of that many rows.</summary>
    public MatrixView RowAsMatrix(int rows) =>
        Rows == 1 && Columns % rows == 0
            ? new(Start, rows, Columns / rows, Columns / rows * ColumnStride, ColumnStride)
            : throw new ShapeException($"A [{Rows}, {Columns}] cannot be cut into {rows} rows.");
}
