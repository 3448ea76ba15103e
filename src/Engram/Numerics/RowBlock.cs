using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Engram.Numerics;

/// <summary>A view of some rows and columns of a matrix that somebody else owns; row-major, rows <see cref="Stride"/> elements apart.</summary>
/// <typeparam name="T">The element type.</typeparam>
public readonly ref struct RowBlock<T>
    where T : unmanaged
{
    private readonly Span<T> _data;

    /// <summary>Views <paramref name="data"/> as rows.</summary>
    /// <param name="data">At least <c>(rows − 1)·stride + columns</c> elements.</param>
    /// <param name="rows">Number of rows, 0 or more.</param>
    /// <param name="columns">Number of columns, 0 or more.</param>
    /// <param name="stride">Elements from one row to the next; at least <paramref name="columns"/>.</param>
    /// <exception cref="ShapeException">The data is too short for the shape.</exception>
    public RowBlock(Span<T> data, int rows, int columns, int stride)
    {
        if (rows < 0 || columns < 0 || stride < columns || (rows > 0 && ((long)(rows - 1) * stride) + columns > data.Length))
            throw new ShapeException(
                $"RowBlock: {data.Length} elements cannot hold {rows} rows of {columns} columns, {stride} apart. "
                + "Give at least (rows - 1) * stride + columns elements and a stride of at least the columns.");
        _data = data;
        Rows = rows;
        Columns = columns;
        Stride = stride;
    }

    /// <summary>Views <paramref name="data"/> as rows that lie close together.</summary>
    /// <param name="data">At least <c>rows·columns</c> elements.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    public RowBlock(Span<T> data, int rows, int columns)
        : this(data, rows, columns, columns)
    {
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>Elements from the start of one row to the start of the next.</summary>
    public int Stride { get; }

    /// <summary>The element at a row and a column.</summary>
    /// <param name="row">0 to <see cref="Rows"/> − 1.</param>
    /// <param name="column">0 to <see cref="Columns"/> − 1.</param>
    public ref T this[int row, int column] => ref Row(row)[column];

    /// <summary>The first element, for kernels that check their own bounds.</summary>
    internal ref T Origin => ref MemoryMarshal.GetReference(_data);

    /// <summary>Everything from the first element on, the gaps between rows included.</summary>
    internal Span<T> Data => _data;

    /// <summary>One row, without what lies between it and the next.</summary>
    /// <param name="row">0 to <see cref="Rows"/> − 1.</param>
    public Span<T> Row(int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
        return _data.Slice(row * Stride, Columns);
    }

    /// <summary>The first element of a row, for kernels that check their own bounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref T Start(int row) => ref Unsafe.Add(ref MemoryMarshal.GetReference(_data), (nint)row * Stride);

    /// <summary>Some rows, all columns.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RowBlock<T> SliceRows(int start, int count)
    {
        if ((uint)start > (uint)Rows || (uint)count > (uint)(Rows - start))
            throw new ShapeException($"RowBlock: rows {start} to {start + count} were asked for, but there are {Rows}.");
        return new(count == 0 ? default : _data[(start * Stride)..], count, Columns, Stride);
    }

    /// <summary>All rows, some columns.</summary>
    /// <param name="start">The first column.</param>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RowBlock<T> SliceColumns(int start, int count)
    {
        if ((uint)start > (uint)Columns || (uint)count > (uint)(Columns - start))
            throw new ShapeException($"RowBlock: columns {start} to {start + count} were asked for, but there are {Columns}.");
        return new(Rows == 0 ? default : _data[start..], Rows, count, Stride);
    }

    /// <summary>Sets every element of the block; what lies between the rows stays.</summary>
    /// <param name="value">The value.</param>
    public void Fill(T value)
    {
        for (int row = 0; row < Rows; row++)
            Row(row).Fill(value);
    }

    /// <summary>Copies the block into another of the same shape.</summary>
    /// <param name="destination">As many rows and columns.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public void CopyTo(RowBlock<T> destination)
    {
        destination.Require(Rows, Columns, "RowBlock.CopyTo", nameof(destination));
        for (int row = 0; row < Rows; row++)
            Row(row).CopyTo(destination.Row(row));
    }

    /// <summary>Throws unless the block has the expected shape.</summary>
    /// <param name="rows">The expected rows.</param>
    /// <param name="columns">The expected columns.</param>
    /// <param name="caller">Who asks, for the message.</param>
    /// <param name="name">What the block is called there.</param>
    /// <exception cref="ShapeException">The shape is another.</exception>
    public void Require(int rows, int columns, string caller, string name)
    {
        if (Rows != rows || Columns != columns)
            throw new ShapeException($"{caller}: '{name}' is [{Rows}, {Columns}], but must be [{rows}, {columns}].");
    }
}
