using System.Numerics;
using System.Text.Json;
using Engram.Cells;
using Engram.Conformance.Tests.Cases;
using Engram.Conformance.Tests.Families.Torch;
using Engram.Conformance.Tests.Networks;
using Engram.Layers;
using Engram.Numerics;

namespace Engram.Conformance.Tests.Families.Textbook;

/// <summary><c>textbook.PeepholeLSTM</c>: weights gate by gate; states and loss as in the PyTorch cases.</summary>
public sealed class PeepholeRunner : ICaseRunner
{
    private static readonly string[] Gates = ["i", "f", "g", "o"]; // as here
    private static readonly string[] Peepholes = ["i", "f", "o"];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = ["textbook.PeepholeLSTM"];

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
        CaseOptions options = new(vector.Name, vector.Attributes);
        string[] directions = options.Texts("directions");
        int size = options.Whole("input_size", 0), units = options.Whole("hidden_size", 0);
        WeightLinks<T> links = new();
        RecurrentLayer<T> Reader(int layer, string name, Direction direction)
        {
            RecurrentLayer<T> reader = new(new LstmCell<T>(units, peepholes: true), size, direction);
            Link(vector, $"l{layer}_{name}", reader, links);
            return reader;
        }

        List<Layer<T>> layers = [];
        for (int layer = 0; layer < options.Whole("num_layers", 1); layer++)
        {
            layers.Add(directions switch
            {
                ["forward"] => Reader(layer, "forward", Direction.Forward),
                ["backward"] => Reader(layer, "backward", Direction.Reverse),
                ["forward", "backward"] => new Bidirectional<T>(
                    Reader(layer, "forward", Direction.Forward), Reader(layer, "backward", Direction.Reverse)),
                _ => throw new NotSupportedException($"{vector.Name}: directions {string.Join(", ", directions)} are not known here."),
            });
            size = layers[^1].OutputSize;
        }

        options.RequireAllAsked();
        new StateLossRun<T>(vector, new NetworkRun<T>([.. layers]), links, batchFirst: false).Run();
    }

    private static void Link<T>(VectorCase vector, string owner, RecurrentLayer<T> layer, WeightLinks<T> links)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        LstmCell<T> cell = (LstmCell<T>)layer.Cell;
        void Add(string name, Parameter<T> target, int row = 0, int column = 0)
        {
            VectorTensor weight = vector.Tensor("weights", owner, name);
            links.Add($"{owner}.{name}", weight, MatrixView.Of(weight), target, row, column);
        }

        for (int gate = 0; gate < Gates.Length; gate++)
        {
            Add($"W_{Gates[gate]}", layer.Input.Kernel, row: gate * cell.Units);
            Add($"R_{Gates[gate]}", cell.RecurrentKernel, row: gate * cell.Units);
            Add($"b_{Gates[gate]}", layer.Input.Bias, column: gate * cell.Units);
        }

        for (int gate = 0; gate < Peepholes.Length; gate++)
            Add($"p_{Peepholes[gate]}", cell.Peephole!, row: gate);
        foreach (JsonProperty weight in vector.Get("weights", owner).EnumerateObject())
            Assert.Contains($"{owner}.{weight.Name}", links.Names);
    }
}
