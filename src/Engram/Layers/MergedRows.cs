using System.Numerics;
using Engram.Numerics;

namespace Engram.Layers;

/// <summary>Makes the outputs of two directions one, and takes the gradient apart again.</summary>
public static class MergedRows
{
    /// <summary>Merges two blocks.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="merge">How.</param>
    /// <param name="forward">The output of the forward direction, <c>[rows, n]</c>.</param>
    /// <param name="reverse">The output of the reverse direction, <c>[rows, n]</c>; to be concatenated, any number of columns.</param>
    /// <param name="merged">Out: <c>[rows, n]</c>; concatenated, as many columns as both; overwritten.</param>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public static void Apply<T>(Merge merge, RowBlock<T> forward, RowBlock<T> reverse, RowBlock<T> merged)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (merge)
        {
            case Merge.Concat:
                merged.Require(forward.Rows, forward.Columns + reverse.Columns, "MergedRows.Apply", nameof(merged));
                forward.CopyTo(merged.SliceColumns(0, forward.Columns));
                reverse.CopyTo(merged.SliceColumns(forward.Columns, reverse.Columns));
                break;
            case Merge.Product:
                Rows.Multiply(forward, reverse, merged);
                break;
            default:
                forward.CopyTo(merged);
                Rows.Add(reverse, merged);
                if (merge == Merge.Average)
                    Rows.Scale(T.CreateTruncating(0.5), merged);
                break;
        }
    }

    /// <summary>The gradient of one direction's output.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="merge">How the two were merged.</param>
    /// <param name="direction">Which direction.</param>
    /// <param name="dMerged">Gradient of what they became.</param>
    /// <param name="other">The output of the other direction.</param>
    /// <param name="memory">Room for the result where it is not a part of <paramref name="dMerged"/> as it is.</param>
    /// <returns>As many rows as <paramref name="dMerged"/>, as many columns as the direction's output.</returns>
    public static RowBlock<T> Gradient<T>(Merge merge, Direction direction, RowBlock<T> dMerged, RowBlock<T> other, RowBuffer<T> memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(memory);
        if (merge == Merge.Sum)
            return dMerged;
        int columns = dMerged.Columns - other.Columns;
        if (merge == Merge.Concat)
            return dMerged.SliceColumns(direction == Direction.Forward ? 0 : other.Columns, columns);
        RowBlock<T> gradient = memory.Resize(dMerged.Rows);
        if (merge == Merge.Product)
        {
            Rows.Multiply(dMerged, other, gradient);
            return gradient;
        }

        dMerged.CopyTo(gradient);
        Rows.Scale(T.CreateTruncating(0.5), gradient);
        return gradient;
    }
}
