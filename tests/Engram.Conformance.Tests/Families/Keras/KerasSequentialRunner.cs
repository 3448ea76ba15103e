using System.Text.Json;
using Engram.Conformance.Tests.Cases;

namespace Engram.Conformance.Tests.Families.Keras;

/// <summary><c>keras.Sequential</c>: layers one above the other that predict, are fitted, and forget their states.</summary>
public sealed class KerasSequentialRunner : ICaseRunner
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = ["keras.Sequential"];

    /// <inheritdoc/>
    public void Run(VectorCase vector)
    {
        // The numbers of words are whole; how the weights are given says what to compute in.
        bool isSingle = vector.Get("layers").GetRawText().Contains("\"float32\"", StringComparison.Ordinal);
        if (isSingle)
            Run(vector, new KerasSequential<float>(vector));
        Run(vector, new KerasSequential<double>(vector));
    }

    private static void Run<T>(VectorCase vector, KerasSequential<T> model)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        foreach (JsonElement step in vector.Get("steps").EnumerateArray())
        {
            JsonElement? expected = step.TryGetProperty("expected", out JsonElement given) ? given : null;
            switch (step.GetProperty("action").GetString())
            {
                case "predict":
                    KerasArray output = model.Predict(Array(vector, step, "x"));
                    if (expected is not null)
                        KerasResults.AssertClose(vector, expected.Value, model.Top, output);
                    break;
                case "fit":
                    double[] losses = model.Fit(Array(vector, step, "x"), Array(vector, step, "y"), new CaseOptions(vector.Name, step));
                    CompareFit(vector, expected, model, losses);
                    break;
                case "reset_states" or "reset_state":
                    model.ResetState();
                    break;
                default:
                    throw new NotSupportedException($"{vector.Name}: the step '{step.GetProperty("action")}' is not known here.");
            }
        }
    }

    private static void CompareFit<T>(VectorCase vector, JsonElement? expected, KerasSequential<T> model, double[] losses)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        foreach (JsonProperty item in expected?.EnumerateObject() ?? default)
        {
            double[] got = item.Name == "loss" ? losses : model.Weight(item.Name["weights.".Length..]);
            vector.Tolerance.AssertClose(item.Name, VectorTensor.Read(item.Value), got);
        }
    }

    private static KerasArray Array(VectorCase vector, JsonElement step, string name) => KerasArray.Read(
        step.TryGetProperty("inputs", out JsonElement inputs) && inputs.TryGetProperty(name, out JsonElement own)
            ? VectorTensor.Read(own)
            : vector.Tensor("inputs", name));
}
