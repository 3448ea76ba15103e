using System.Numerics;
using System.Text.Json;
using Engram.Conformance.Tests.Cases;
using Engram.Numerics;

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
            AssertRefused(vector, Assert.ThrowsAny<ArgumentException>(() => Outputs<float>(vector)));
            AssertRefused(vector, Assert.ThrowsAny<ArgumentException>(() => Outputs<double>(vector)));
            return;
        }

        if (vector.Tensor("inputs", "X").IsSingle)
            Compare(vector, Outputs<float>(vector));
        Compare(vector, Outputs<double>(vector));
    }

    // A shape is refused as one; anything else by the attribute that is wrong, its name or what it says.
    private static void AssertRefused(VectorCase vector, ArgumentException error)
    {
        IEnumerable<string> culprits = vector.Attributes.EnumerateObject().SelectMany(attribute => attribute.Value.ValueKind switch
        {
            JsonValueKind.String => [attribute.Name, attribute.Value.GetString()!],
            JsonValueKind.Array => [attribute.Name, .. attribute.Value.EnumerateArray().Select(item => item.ToString())],
            _ => (string[])[attribute.Name],
        });
        Assert.True(
            error is ShapeException || culprits.Any(culprit => error.Message.Contains(culprit, StringComparison.Ordinal)),
            $"{vector.Name} was refused, but the message does not say for what: {error.Message}");
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
