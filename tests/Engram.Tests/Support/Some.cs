using System.Numerics;
using Engram.Layers;
using Engram.Numerics;

namespace Engram.Tests.Support;

/// <summary>Some numbers, all different, the same in float and in double.</summary>
public static class Some
{
    public static RowBuffer<T> Rows<T>(int rows, int columns, int seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RowBuffer<T> buffer = new(rows, columns);
        SeededRandom random = new(seed);
        for (int row = 0; row < rows; row++)
        {
            foreach (ref T value in buffer.Row(row))
                value = T.CreateTruncating((float)((2 * random.NextDouble()) - 1));
        }

        return buffer;
    }

    /// <summary>One sequence of vectors for each length.</summary>
    public static T[][][] Sequences<T>(int[] lengths, int size, int seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. lengths.Select((length, i) => Enumerable.Range(0, length).Select(step => Vector<T>(size, (seed * 10_007) + (i * 101) + step)).ToArray())];

    public static T[] Vector<T>(int size, int seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Rows<T>(1, size, seed).Row(0).ToArray();

    /// <summary>Moves every parameter away from where it started, so that no two weights are equal and no bias is zero.</summary>
    public static void Unsettle<T>(IEnumerable<Parameter<T>> parameters, int seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SeededRandom random = new(seed);
        foreach (Parameter<T> parameter in parameters)
        {
            foreach (ref T value in parameter.Value.AsSpan())
                value = T.CreateTruncating(float.CreateTruncating(value) + (float)(random.NextDouble() - 0.5));
        }
    }

    public static T[] Flat<T>(RowBlock<T> block)
        where T : unmanaged
    {
        List<T> values = [];
        for (int row = 0; row < block.Rows; row++)
            values.AddRange(block.Row(row));
        return [.. values];
    }

    public static PackedBatch Batch(params int[] lengths)
    {
        PackedBatch batch = new();
        batch.Pack(lengths);
        return batch;
    }
}
