using System.Numerics;
using System.Text.Json;
using Engram.Conformance.Tests.Cases;

namespace Engram.Conformance.Tests.Families.Onnx;

/// <summary><c>onnx.RNN</c>, <c>onnx.GRU</c>, <c>onnx.LSTM</c>.</summary>
public sealed class OnnxRunner : ICaseRunner
{
    private static readonly string[] Inputs = ["X", "W", "R", "B", "sequence_lens", "initial_h", "initial_c", "P"];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = ["onnx.RNN", "onnx.GRU", "onnx.LSTM"];

    /// <inheritdoc/>
    public void Run(VectorCase vector)
    {
        string[] unknown = [.. vector.Get("inputs").EnumerateObject().Select(input => input.Name).Except(Inputs)];
        Assert.Empty(unknown);
        if (vector.ExpectsFailure)
        {
            Exception error = Assert.ThrowsAny<ArgumentException>(() => Outputs<double>(vector));
            Assert.NotEmpty(error.Message);
            return;
        }

        if (vector.Tensor("inputs", "X").IsSingle)
            Compare(vector, Outputs<float>(vector));
        Compare(vector, Outputs<double>(vector));
    }

    private static Dictionary<string, double[]> Outputs<T>(VectorCase vector)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        OnnxOperator<T> node = new(vector.Kind, new CaseOptions(vector.Name, vector.Find("attributes")));
        return node.Run(name => vector.FindTensor("inputs", name));
    }

    private static void Compare(VectorCase vector, Dictionary<string, double[]> outputs)
    {
        int compared = 0;
        foreach (JsonElement? expected in new[] { vector.Find("expected"), vector.Find("extra_expected", "outputs") })
        {
            foreach (JsonProperty output in expected?.EnumerateObject() ?? default)
            {
                if (output.Value.ValueKind == JsonValueKind.Null)
                    continue;
                vector.Tolerance.AssertClose(output.Name, VectorTensor.Read(output.Value), outputs[output.Name]);
                compared++;
            }
        }

        Assert.NotEqual(0, compared);
    }
}
