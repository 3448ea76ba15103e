using System.Numerics;

namespace Engram.Numerics;

/// <summary>How parameters start.</summary>
public static class Initializers
{
    /// <summary>Uniform on ±√(6 / (inputs + outputs)) (Glorot and Bengio, AISTATS 2010, equation 16).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values"><c>[outputs, inputs]</c>.</param>
    /// <param name="random">Where the numbers come from.</param>
    public static void Glorot<T>(RowBlock<T> values, SeededRandom random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Uniform(values, Math.Sqrt(6.0 / (values.Rows + values.Columns)), random);

    /// <summary>Uniform on ±limit.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">Any shape.</param>
    /// <param name="limit">The largest absolute value.</param>
    /// <param name="random">Where the numbers come from.</param>
    public static void Uniform<T>(RowBlock<T> values, double limit, SeededRandom random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(random);
        for (int row = 0; row < values.Rows; row++)
        {
            foreach (ref T value in values.Row(row))
                value = T.CreateTruncating(((2 * random.NextDouble()) - 1) * limit);
        }
    }

    /// <summary>Orthonormal rows or columns, so that a recurrent product keeps lengths (Saxe et al., ICLR 2014).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">Any shape; usually square.</param>
    /// <param name="random">Where the numbers come from.</param>
    public static void Orthogonal<T>(RowBlock<T> values, SeededRandom random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(random);
        bool tall = values.Rows > values.Columns;
        int count = tall ? values.Columns : values.Rows, length = tall ? values.Rows : values.Columns;
        double[][] vectors = new double[count][];
        for (int i = 0; i < count; i++)
        {
            vectors[i] = OrthogonalTo(vectors.AsSpan(0, i), length, random);
            for (int j = 0; j < length; j++)
                values[tall ? j : i, tall ? i : j] = T.CreateTruncating(vectors[i][j]);
        }
    }

    // Gram and Schmidt, done twice so that rounding leaves nothing behind.
    private static double[] OrthogonalTo(ReadOnlySpan<double[]> others, int length, SeededRandom random)
    {
        double[] vector = new double[length];
        foreach (ref double value in vector.AsSpan())
            value = random.NextNormal();
        for (int round = 0; round < 2; round++)
        {
            foreach (double[] other in others)
            {
                double product = 0;
                for (int j = 0; j < length; j++)
                    product += other[j] * vector[j];
                for (int j = 0; j < length; j++)
                    vector[j] -= product * other[j];
            }

            double norm = 0;
            foreach (double value in vector)
                norm += value * value;
            norm = Math.Sqrt(norm);
            for (int j = 0; j < length; j++)
                vector[j] /= norm;
        }

        return vector;
    }
}
