using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Engram.Conformance.Tests.Cases;

/// <summary>A tensor of a vector file: <c>{"dtype","shape","data"}</c>, row-major.</summary>
/// <param name="Type"><c>float32</c>, <c>float64</c>, <c>int32</c>, <c>int64</c> or <c>bool</c>.</param>
/// <param name="Shape">The length of each axis; empty for one number.</param>
/// <param name="Data">The elements; a bool is 0 or 1.</param>
public sealed record VectorTensor(string Type, int[] Shape, double[] Data)
{
    /// <summary>Whether the elements are to be computed in float.</summary>
    public bool IsSingle => Type == "float32";

    /// <summary>Whether an element has the form of a tensor.</summary>
    public static bool Is(JsonElement element) => element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty("dtype", out _) && element.TryGetProperty("shape", out _) && element.TryGetProperty("data", out _);

    /// <summary>Reads a tensor.</summary>
    public static VectorTensor Read(JsonElement element)
    {
        string type = element.GetProperty("dtype").GetString()!;
        if (type is not ("float32" or "float64" or "int32" or "int64" or "bool"))
            throw new FormatException($"dtype '{type}' is not one of float32, float64, int32, int64, bool.");
        int[] shape = [.. element.GetProperty("shape").EnumerateArray().Select(axis => axis.GetInt32())];
        double[] data = [.. element.GetProperty("data").EnumerateArray().Select(Number)];
        int expected = shape.Aggregate(1, (product, axis) => product * axis);
        if (data.Length != expected)
            throw new FormatException($"the shape [{string.Join(", ", shape)}] has {expected} elements, but {data.Length} are given.");
        return new VectorTensor(type, shape, data);
    }

    /// <summary>The elements, as those to compute with.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    public T[] To<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. Data.Select(T.CreateTruncating)];

    /// <summary>The elements as whole numbers.</summary>
    public int[] ToInts() => [.. Data.Select(x => checked((int)x))];

    /// <summary>The elements as truth values.</summary>
    public bool[] ToBools() => [.. Data.Select(x => x != 0)];

    private static double Number(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        JsonValueKind.String => double.Parse(element.GetString()!, CultureInfo.InvariantCulture),
        _ => element.GetDouble(),
    };
}
