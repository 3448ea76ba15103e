using System.Numerics;
using System.Text.Json;
using Engram.Conformance.Tests.Cases;
using Engram.Conformance.Tests.Families.Keras;
using Engram.Conformance.Tests.Families.Onnx;
using Engram.Conformance.Tests.Families.Torch;
using Engram.Conformance.Tests.Networks;

namespace Engram.Conformance.Tests.Families;

/// <summary><c>layout.*</c>: one network whose weights are laid out as in PyTorch, in ONNX and in Keras; all give one output.</summary>
public sealed class LayoutRunner : ICaseRunner
{
    private static readonly string[] Layouts = ["torch", "onnx", "keras"];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = ["layout.RNN", "layout.LSTM", "layout.GRU"];

    /// <inheritdoc/>
    public void Run(VectorCase vector)
    {
        if (vector.Tensor("inputs", "x").IsSingle)
            Run<float>(vector);
        Run<double>(vector);
    }

    private static void Run<T>(VectorCase vector)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        VectorTensor x = vector.Tensor("inputs", "x"), expected = vector.Tensor("expected", "output");
        string[] given = [.. Layouts.Where(layout => vector.Find(layout) is not null)];
        Assert.NotEmpty(given);
        foreach (string layout in given)
        {
            double[] output = layout switch
            {
                "torch" => RunTorch<T>(vector, x),
                "onnx" => RunOnnx<T>(vector, x),
                _ => RunKeras<T>(vector, x),
            };
            vector.Tolerance.AssertClose($"output in the layout of {layout}", expected, output);
        }
    }

    private static double[] RunTorch<T>(VectorCase vector, VectorTensor x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        JsonElement weights = vector.Get("torch");
        bool Has(string name) => weights.TryGetProperty(name, out _);
        string kind = "torch." + vector.Kind["layout.".Length..];
        int layers = 1;
        while (Has($"weight_ih_l{layers}"))
            layers++;
        JsonElement attributes = JsonSerializer.SerializeToElement(new Dictionary<string, object>
        {
            ["hidden_size"] = vector.Tensor("torch", "weight_hh_l0").Shape[1],
            ["input_size"] = x.Shape[2],
            ["num_layers"] = layers,
            ["bidirectional"] = Has("weight_ih_l0_reverse"),
        });
        WeightLinks<T> links = new();
        TorchWeights<T> torch = new(kind, Has("bias_ih_l0"), name => vector.FindTensor("torch", name), links);
        NetworkRun<T> run = new([.. new TorchNetwork<T>(kind, new CaseOptions(vector.Name, attributes), torch).Layers]);
        links.Load();
        return run.Forward(SentenceLayout.OfLengths(x.Shape[0], [.. Enumerable.Repeat(x.Shape[0], x.Shape[1])], batchFirst: false), x.Data);
    }

    // Y is [step, direction, sentence, unit]; the output here has the directions side by side.
    private static double[] RunOnnx<T>(VectorCase vector, VectorTensor x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        OnnxOperator<T> node = new("onnx." + vector.Kind["layout.".Length..], new CaseOptions(vector.Name, vector.Find("onnx", "attributes")));
        double[] y = node.Run(name => name == "X" ? x : vector.FindTensor("onnx", name))["Y"];
        int steps = x.Shape[0], sentences = x.Shape[1], directions = vector.Tensor("onnx", "W").Shape[0];
        int units = y.Length / (steps * sentences * directions);
        return
        [
            .. from step in Enumerable.Range(0, steps)
               from sentence in Enumerable.Range(0, sentences)
               from direction in Enumerable.Range(0, directions)
               from unit in Enumerable.Range(0, units)
               select y[(((((step * directions) + direction) * sentences) + sentence) * units) + unit],
        ];
    }

    private static double[] RunKeras<T>(VectorCase vector, VectorTensor x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        KerasLayer<T> layer = KerasLayers.Create<T>(vector.Name, vector.Get("keras"));
        layer.Load();
        VectorTensor batchFirst = new(x.Type, [x.Shape[1], x.Shape[0], x.Shape[2]], Turned(x.Data, x.Shape[0], x.Shape[1], x.Shape[2]));
        KerasArray output = layer.Forward(KerasArray.Read(batchFirst));
        return Turned(output.Data, x.Shape[1], x.Shape[0], output.Columns);
    }

    private static double[] Turned(double[] data, int first, int second, int columns) =>
        [.. Enumerable.Range(0, second).SelectMany(j => Enumerable.Range(0, first).SelectMany(i => data.Skip(((i * second) + j) * columns).Take(columns)))];
}
