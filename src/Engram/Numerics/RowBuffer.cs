using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Engram.Numerics;

/// <summary>A matrix that keeps its memory: rows of a fixed number of columns, as many as the last batch asked for.</summary>
/// <remarks>
/// Rows start on a cache line and are padded up to a whole number of vectors, so that no kernel needs a scalar tail. Growing
/// forgets the contents; shrinking costs nothing.
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class RowBuffer<T>
    where T : unmanaged
{
    private const int CacheLine = 64;

    private T[] _memory = [];
    private int _start;
    private int _capacity;

    /// <summary>Creates an empty buffer.</summary>
    /// <param name="columns">Columns of a row, 1 or more.</param>
    public RowBuffer(int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        Columns = columns;
        Stride = Simd.PadRow(columns);
    }

    /// <summary>Creates a buffer with rows of zeros.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Columns of a row.</param>
    public RowBuffer(int rows, int columns)
        : this(columns) => Resize(rows);

    /// <summary>Number of rows in use.</summary>
    public int Rows { get; private set; }

    /// <summary>Columns of a row, without padding.</summary>
    public int Columns { get; }

    /// <summary>Elements from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>All rows in use.</summary>
    public RowBlock<T> Block => new(_memory.AsSpan(_start, Rows * Stride), Rows, Columns, Stride);

    /// <summary>Some of the rows in use.</summary>
    /// <param name="start">The first.</param>
    /// <param name="count">How many.</param>
    public RowBlock<T> SliceRows(int start, int count) => Block.SliceRows(start, count);

    /// <summary>One row in use.</summary>
    /// <param name="row">0 to <see cref="Rows"/> − 1.</param>
    public Span<T> Row(int row) => Block.Row(row);

    /// <summary>Sets the number of rows. Where memory must grow it starts as zeros, else the old contents stay.</summary>
    /// <param name="rows">0 or more.</param>
    /// <returns>The rows.</returns>
    public RowBlock<T> Resize(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        if (rows > _capacity)
        {
            _capacity = Math.Max(rows, _capacity + (_capacity / 2));
            int slack = CacheLine / Unsafe.SizeOf<T>();
            _memory = GC.AllocateArray<T>(checked((_capacity * Stride) + slack), pinned: true);
            _start = FirstAligned(_memory, slack);
        }

        Rows = rows;
        return Block;
    }

    /// <summary>Sets every element to zero, the padding included.</summary>
    public void Clear() => _memory.AsSpan(_start, Rows * Stride).Clear();

    private static unsafe int FirstAligned(T[] memory, int slack)
    {
        nuint address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(memory));
        nuint past = address % CacheLine;
        return past == 0 ? 0 : Math.Min(slack, (int)(CacheLine - past) / Unsafe.SizeOf<T>());
    }
}
