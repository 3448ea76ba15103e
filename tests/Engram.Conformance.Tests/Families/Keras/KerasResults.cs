using System.Numerics;
using System.Text.Json;
using Engram.Conformance.Tests.Cases;

namespace Engram.Conformance.Tests.Families.Keras;

/// <summary>What a layer returned, by the names that the vectors use: <c>output</c>, or <c>output.0</c>, <c>output.1</c> … for a list.</summary>
internal static class KerasResults
{
    /// <summary>Asserts that everything expected was returned.</summary>
    /// <param name="vector">The case, for its tolerance.</param>
    /// <param name="expected">The expected arrays by name.</param>
    /// <param name="layer">The layer that returned the output.</param>
    /// <param name="output">The output.</param>
    public static void AssertClose<T>(VectorCase vector, JsonElement expected, KerasLayer<T> layer, KerasArray output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Dictionary<string, double[]> results = Name(layer, output);
        foreach (JsonProperty item in expected.EnumerateObject())
        {
            if (!results.TryGetValue(item.Name, out double[]? got))
                Assert.Fail($"'{item.Name}' is expected, but the layer returned {string.Join(", ", results.Keys)}.");
            vector.Tolerance.AssertClose(item.Name, VectorTensor.Read(item.Value), got);
        }
    }

    private static Dictionary<string, double[]> Name<T>(KerasLayer<T> layer, KerasArray output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Dictionary<string, double[]> results = [];
        if (layer is KerasBidirectional<T> { IsApart: true } apart)
        {
            results["output.0"] = apart.HalfOf(output, 0).Data;
            results["output.1"] = apart.HalfOf(output, 1).Data;
        }
        else
        {
            results[layer.ReturnsStates ? "output.0" : "output"] = output.Data;
        }

        if (layer.ReturnsStates)
        {
            foreach ((string name, double[] values) in layer.States)
                results[name] = values;
        }

        return results;
    }
}
