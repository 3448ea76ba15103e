using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Engram.Numerics;

/// <summary>Element-wise operations between blocks of the same shape, at any spacing.</summary>
public static class Rows
{
    /// <summary>Adds one block to another.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">What is added.</param>
    /// <param name="destination">What it is added to.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static void Add<T>(RowBlock<T> source, RowBlock<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        destination.Require(source.Rows, source.Columns, "Rows.Add", nameof(destination));
        for (int row = 0; row < source.Rows; row++)
            Add(source.Row(row), destination.Row(row));
    }

    /// <summary>Adds one vector to another.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">What is added.</param>
    /// <param name="destination">What it is added to; as long.</param>
    public static void Add<T>(ReadOnlySpan<T> source, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref T from = ref MemoryMarshal.GetReference(source), to = ref MemoryMarshal.GetReference(destination[..source.Length]);
        int index = 0;
        for (; index + Vector<T>.Count <= source.Length; index += Vector<T>.Count)
            (Vector.LoadUnsafe(ref to, (nuint)index) + Vector.LoadUnsafe(ref from, (nuint)index)).StoreUnsafe(ref to, (nuint)index);
        for (; index < source.Length; index++)
            Unsafe.Add(ref to, index) += Unsafe.Add(ref from, index);
    }

    /// <summary>Adds all rows of a block to one vector, in their order.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source"><c>[rows, n]</c>.</param>
    /// <param name="sum"><c>[n]</c>: what they are added to.</param>
    public static void AddAll<T>(RowBlock<T> source, Span<T> sum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int row = 0; row < source.Rows; row++)
            Add(source.Row(row), sum);
    }

    /// <summary>Adds a multiple of one vector to another: <c>destination += factor·source</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="factor">The factor.</param>
    /// <param name="source">What is added.</param>
    /// <param name="destination">What it is added to; as long.</param>
    public static void AddScaled<T>(T factor, ReadOnlySpan<T> source, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref T from = ref MemoryMarshal.GetReference(source), to = ref MemoryMarshal.GetReference(destination[..source.Length]);
        Vector<T> factors = new(factor);
        int index = 0;
        for (; index + Vector<T>.Count <= source.Length; index += Vector<T>.Count)
        {
            Vector<T> sum = Vector.LoadUnsafe(ref to, (nuint)index) + (factors * Vector.LoadUnsafe(ref from, (nuint)index));
            sum.StoreUnsafe(ref to, (nuint)index);
        }

        for (; index < source.Length; index++)
            Unsafe.Add(ref to, index) += factor * Unsafe.Add(ref from, index);
    }

    /// <summary>The sum of the products of two vectors' elements.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">One vector.</param>
    /// <param name="right">The other; as long.</param>
    public static T Dot<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        right = right[..left.Length];
        Vector<T> sums = Vector<T>.Zero;
        int index = 0;
        for (; index + Vector<T>.Count <= left.Length; index += Vector<T>.Count)
            sums += new Vector<T>(left[index..]) * new Vector<T>(right[index..]);
        T sum = Vector.Sum(sums);
        for (; index < left.Length; index++)
            sum += left[index] * right[index];
        return sum;
    }

    /// <summary>Multiplies every element of a block by a factor.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="factor">The factor.</param>
    /// <param name="rows">What is multiplied.</param>
    public static void Scale<T>(T factor, RowBlock<T> rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int row = 0; row < rows.Rows; row++)
        {
            Span<T> values = rows.Row(row);
            int index = 0;
            for (; index + Vector<T>.Count <= values.Length; index += Vector<T>.Count)
                (factor * new Vector<T>(values[index..])).CopyTo(values[index..]);
            for (; index < values.Length; index++)
                values[index] *= factor;
        }
    }

    /// <summary>Multiplies one block by another, element by element, into a third.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">One factor.</param>
    /// <param name="right">The other.</param>
    /// <param name="product">The result; may be either factor.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static void Multiply<T>(RowBlock<T> left, RowBlock<T> right, RowBlock<T> product)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        right.Require(left.Rows, left.Columns, "Rows.Multiply", nameof(right));
        product.Require(left.Rows, left.Columns, "Rows.Multiply", nameof(product));
        for (int row = 0; row < left.Rows; row++)
            Multiply(left.Row(row), right.Row(row), product.Row(row));
    }

    /// <summary>Multiplies one vector by another, element by element, into a third.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">One factor.</param>
    /// <param name="right">The other; as long.</param>
    /// <param name="product">The result; as long; may be either factor.</param>
    public static void Multiply<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> product)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        right = right[..left.Length];
        product = product[..left.Length];
        int index = 0;
        for (; index + Vector<T>.Count <= left.Length; index += Vector<T>.Count)
            (new Vector<T>(left[index..]) * new Vector<T>(right[index..])).CopyTo(product[index..]);
        for (; index < left.Length; index++)
            product[index] = left[index] * right[index];
    }

    /// <summary>Adds the product of two vectors, element by element, to a third.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">One factor.</param>
    /// <param name="right">The other; as long.</param>
    /// <param name="sum">What the product is added to; as long.</param>
    public static void AddProduct<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> sum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        right = right[..left.Length];
        sum = sum[..left.Length];
        int index = 0;
        for (; index + Vector<T>.Count <= left.Length; index += Vector<T>.Count)
            (new Vector<T>(sum[index..]) + (new Vector<T>(left[index..]) * new Vector<T>(right[index..]))).CopyTo(sum[index..]);
        for (; index < left.Length; index++)
            sum[index] += left[index] * right[index];
    }
}
