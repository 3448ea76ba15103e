using System.Numerics;
using System.Text.Json;
using Engram.Conformance.Tests.Cases;

namespace Engram.Conformance.Tests.Families.Keras;

/// <summary>One recurrent layer of Keras or TensorFlow.js, called several times.</summary>
public sealed class KerasLayerRunner : ICaseRunner
{
    private static readonly string[] Inputs = ["sequence", "mask", "initial_state"];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = ["keras.SimpleRNN", "keras.LSTM", "keras.GRU", "keras.Bidirectional", "keras.RNN"];

    /// <inheritdoc/>
    public void Run(VectorCase vector)
    {
        if (VectorTensor.Read(vector.Get("calls")[0].GetProperty("inputs").GetProperty("sequence")).IsSingle)
            Run<float>(vector);
        Run<double>(vector);
    }

    private static void Run<T>(VectorCase vector)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        KerasLayer<T> layer = KerasLayers.Create<T>(vector.Name, vector.Json);
        layer.Load();
        int compared = 0;
        foreach (JsonElement call in vector.Get("calls").EnumerateArray())
        {
            if (call.TryGetProperty("reset_state_before", out JsonElement reset) && reset.GetBoolean())
                layer.ResetState();
            JsonElement inputs = call.GetProperty("inputs");
            Assert.Empty(inputs.EnumerateObject().Select(input => input.Name).Except(Inputs));
            bool[]? mask = inputs.TryGetProperty("mask", out JsonElement given) ? VectorTensor.Read(given).ToBools() : null;
            KerasArray output = layer.Forward(KerasArray.Read(VectorTensor.Read(inputs.GetProperty("sequence")), mask), Initial(inputs));
            foreach (string wanted in new[] { "expected", "peer_output" })
            {
                if (!call.TryGetProperty(wanted, out JsonElement expected))
                    continue;
                KerasResults.AssertClose(vector, expected, layer, output);
                compared++;
            }
        }

        Assert.NotEqual(0, compared);
    }

    private static double[][]? Initial(JsonElement inputs) =>
        inputs.TryGetProperty("initial_state", out JsonElement states) ? [.. Flat(states).Select(state => state.Data)] : null;

    // A stack of cells may give its states cell by cell, one list in the other.
    private static IEnumerable<VectorTensor> Flat(JsonElement states) =>
        VectorTensor.Is(states) ? [VectorTensor.Read(states)] : states.EnumerateArray().SelectMany(Flat);
}
