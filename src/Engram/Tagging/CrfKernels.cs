using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Engram.Numerics;

namespace Engram.Tagging;

/// <summary>The inner loops of a CRF, over whole vectors of tags.</summary>
/// <remarks>
/// Every row here is padded (<see cref="Simd.PadRow"/>), so there are no tails. Each element of a product is one multiply-add
/// chain over the index ascending, whatever the width of the vectors.
/// </remarks>
internal static class CrfKernels
{
    private const int Unroll = 4;

    /// <summary>sum_j = Σ_i vector_i · matrix_ij.</summary>
    public static void Product<T>(ReadOnlySpan<T> vector, int count, RowBlock<T> matrix, Span<T> sum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = Vector<T>.Count, stride = matrix.Stride;
        int column = 0;
        vector = vector[..count];
        for (; column + (Unroll * width) <= matrix.Columns; column += Unroll * width)
        {
            Vector<T> a = default, b = default, c = default, d = default;
            ref T row = ref At(matrix, 0, column);
            for (int i = 0; i < vector.Length; i++, row = ref Unsafe.Add(ref row, stride))
            {
                Vector<T> factor = new(vector[i]);
                a = MultiplyAdd(factor, Vector.LoadUnsafe(ref row), a);
                b = MultiplyAdd(factor, Vector.LoadUnsafe(ref row, (nuint)width), b);
                c = MultiplyAdd(factor, Vector.LoadUnsafe(ref row, (nuint)(2 * width)), c);
                d = MultiplyAdd(factor, Vector.LoadUnsafe(ref row, (nuint)(3 * width)), d);
            }

            a.CopyTo(sum[column..]);
            b.CopyTo(sum[(column + width)..]);
            c.CopyTo(sum[(column + (2 * width))..]);
            d.CopyTo(sum[(column + (3 * width))..]);
        }

        for (; column < matrix.Columns; column += width)
        {
            Vector<T> a = default;
            ref T row = ref At(matrix, 0, column);
            for (int i = 0; i < vector.Length; i++, row = ref Unsafe.Add(ref row, stride))
                a = MultiplyAdd(new(vector[i]), Vector.LoadUnsafe(ref row), a);
            a.CopyTo(sum[column..]);
        }
    }

    /// <summary>gradient_ij += factor · edge_ij · Σ_t alpha_{t−1}(i) · beta_t(j): the expected transitions of a sentence.</summary>
    public static void AddTransitions<T>(RowBlock<T> alpha, RowBlock<T> beta, RowBlock<T> edges, T factor, RowBlock<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int block = Unroll * Vector<T>.Count;
        for (int from = 0; from < gradient.Rows; from++)
        {
            int column = 0;
            for (; column + block <= gradient.Columns; column += block)
            {
                AddFour(alpha, beta, from, column, factor, edges, gradient);
            }

            for (; column < gradient.Columns; column += Vector<T>.Count)
            {
                Vector<T> sum = default;
                for (int t = 1; t < alpha.Rows; t++)
                    sum = MultiplyAdd(new(At(alpha, t - 1, from)), Vector.LoadUnsafe(ref At(beta, t, column)), sum);
                AddScaled(sum, factor, ref At(edges, from, column), ref At(gradient, from, column));
            }
        }
    }

    /// <summary>Raises best scores to those of the paths through one predecessor, and notes it where it is strictly better.</summary>
    public static void Extend<T>(T score, int predecessor, ReadOnlySpan<T> transitions, Span<T> best, Span<T> back)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector<T> scores = new(score), index = new(T.CreateTruncating(predecessor));
        ref T from = ref MemoryMarshal.GetReference(transitions);
        ref T to = ref MemoryMarshal.GetReference(best);
        ref T note = ref MemoryMarshal.GetReference(back);
        for (int column = 0; column < best.Length; column += Vector<T>.Count)
        {
            nuint at = (nuint)column;
            Vector<T> candidate = scores + Vector.LoadUnsafe(ref from, at), old = Vector.LoadUnsafe(ref to, at);
            Vector<T> better = Vector.GreaterThan(candidate, old);
            Vector.ConditionalSelect(better, candidate, old).StoreUnsafe(ref to, at);
            Vector.ConditionalSelect(better, index, Vector.LoadUnsafe(ref note, at)).StoreUnsafe(ref note, at);
        }
    }

    /// <summary>row_j = exp(row_j − shift), 0 for −∞.</summary>
    public static void Exp<T>(ReadOnlySpan<T> row, T shift, Span<T> result)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector<T> shifts = new(shift);
        for (int column = 0; column < row.Length; column += Vector<T>.Count)
        {
            Vector<T> value = new Vector<T>(row[column..]) - shifts;
            if (typeof(T) == typeof(float))
                value = Vector.Exp(value.As<T, float>()).As<float, T>();
            else if (typeof(T) == typeof(double))
                value = Vector.Exp(value.As<T, double>()).As<double, T>();
            value.CopyTo(result[column..]);
        }
    }

    /// <summary>result = left ⊙ right.</summary>
    public static void Multiply<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int column = 0; column < result.Length; column += Vector<T>.Count)
            (new Vector<T>(left[column..]) * new Vector<T>(right[column..])).CopyTo(result[column..]);
    }

    /// <summary>result = left + right.</summary>
    public static void Add<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int column = 0; column < result.Length; column += Vector<T>.Count)
            (new Vector<T>(left[column..]) + new Vector<T>(right[column..])).CopyTo(result[column..]);
    }

    /// <summary>result = row − shift.</summary>
    public static void Shift<T>(ReadOnlySpan<T> row, T shift, Span<T> result)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int column = 0; column < result.Length; column += Vector<T>.Count)
            (new Vector<T>(row[column..]) - new Vector<T>(shift)).CopyTo(result[column..]);
    }

    /// <summary>row *= factor.</summary>
    public static void Scale<T>(Span<T> row, T factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int column = 0; column < row.Length; column += Vector<T>.Count)
            (new Vector<T>(row[column..]) * factor).CopyTo(row[column..]);
    }

    /// <summary>The largest element.</summary>
    public static T Max<T>(ReadOnlySpan<T> row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector<T> max = new(row);
        for (int column = Vector<T>.Count; column < row.Length; column += Vector<T>.Count)
            max = Vector.Max(max, new Vector<T>(row[column..]));
        T result = max[0];
        for (int lane = 1; lane < Vector<T>.Count; lane++)
            result = T.Max(result, max[lane]);
        return result;
    }

    /// <summary>The smallest element among those whose node is possible, at most 1.</summary>
    public static T MinPossible<T>(ReadOnlySpan<T> row, ReadOnlySpan<T> nodes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector<T> min = new(T.One), impossible = new(T.NegativeInfinity);
        for (int column = 0; column < row.Length; column += Vector<T>.Count)
        {
            Vector<T> possible = Vector.GreaterThan(new Vector<T>(nodes[column..]), impossible);
            min = Vector.Min(min, Vector.ConditionalSelect(possible, new Vector<T>(row[column..]), min));
        }

        T result = min[0];
        for (int lane = 1; lane < Vector<T>.Count; lane++)
            result = T.Min(result, min[lane]);
        return result;
    }

    /// <summary>Σ left·right in four chains, elements 0, 4, 8, … in the first, so that the width of the vectors does not matter.</summary>
    public static T Dot<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T a = T.Zero, b = T.Zero, c = T.Zero, d = T.Zero;
        right = right[..left.Length];
        for (int i = 0; i + 3 < left.Length; i += 4)
        {
            a += left[i] * right[i];
            b += left[i + 1] * right[i + 1];
            c += left[i + 2] * right[i + 2];
            d += left[i + 3] * right[i + 3];
        }

        return a + b + (c + d);
    }

    private static void AddFour<T>(RowBlock<T> alpha, RowBlock<T> beta, int from, int column, T factor, RowBlock<T> edges, RowBlock<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = Vector<T>.Count;
        Vector<T> a = default, b = default, c = default, d = default;
        for (int t = 1; t < alpha.Rows; t++)
        {
            Vector<T> weight = new(At(alpha, t - 1, from));
            ref T row = ref At(beta, t, column);
            a = MultiplyAdd(weight, Vector.LoadUnsafe(ref row), a);
            b = MultiplyAdd(weight, Vector.LoadUnsafe(ref row, (nuint)width), b);
            c = MultiplyAdd(weight, Vector.LoadUnsafe(ref row, (nuint)(2 * width)), c);
            d = MultiplyAdd(weight, Vector.LoadUnsafe(ref row, (nuint)(3 * width)), d);
        }

        AddScaled(a, factor, ref At(edges, from, column), ref At(gradient, from, column));
        AddScaled(b, factor, ref At(edges, from, column + width), ref At(gradient, from, column + width));
        AddScaled(c, factor, ref At(edges, from, column + (2 * width)), ref At(gradient, from, column + (2 * width)));
        AddScaled(d, factor, ref At(edges, from, column + (3 * width)), ref At(gradient, from, column + (3 * width)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddScaled<T>(Vector<T> sum, T factor, ref T edge, ref T gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        MultiplyAdd(sum * Vector.LoadUnsafe(ref edge), new(factor), Vector.LoadUnsafe(ref gradient)).StoreUnsafe(ref gradient);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref T At<T>(RowBlock<T> block, int row, int column)
        where T : unmanaged => ref Unsafe.Add(ref block.Origin, (row * block.Stride) + column);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> MultiplyAdd<T>(Vector<T> left, Vector<T> right, Vector<T> addend)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
            return Vector.FusedMultiplyAdd(left.As<T, float>(), right.As<T, float>(), addend.As<T, float>()).As<float, T>();
        return Vector.FusedMultiplyAdd(left.As<T, double>(), right.As<T, double>(), addend.As<T, double>()).As<double, T>();
    }
}
