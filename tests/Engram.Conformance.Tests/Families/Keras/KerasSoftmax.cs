using System.Numerics;
using Engram.Numerics;

namespace Engram.Conformance.Tests.Families.Keras;

/// <summary>The activations that look at all columns of a vector, <c>softmax</c> and <c>log_softmax</c>, by the product's own functions.</summary>
internal static class KerasSoftmax
{
    private const string Logarithm = "log_softmax";

    /// <summary>Whether an activation is one of them.</summary>
    public static bool Is(string? name) => name is "softmax" or Logarithm;

    /// <summary>Applies it to each vector.</summary>
    /// <param name="name">Which.</param>
    /// <param name="scores">The vectors.</param>
    /// <typeparam name="T">The element type.</typeparam>
    public static KerasArray Apply<T>(string name, KerasArray scores)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        KerasArray output = scores with { Data = new double[scores.Data.Length] };
        for (int vector = 0; vector < scores.Vectors; vector++)
        {
            T[] row = [.. scores.Vector(vector).ToArray().Select(T.CreateTruncating)];
            if (name == Logarithm)
                Softmax.ApplyLog<T>(row, row);
            else
                Softmax.Apply<T>(row, row);
            row.Select(double.CreateTruncating).ToArray().CopyTo(output.Vector(vector));
        }

        return output;
    }
}
