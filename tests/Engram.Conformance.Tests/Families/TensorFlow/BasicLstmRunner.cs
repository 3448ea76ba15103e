using System.Numerics;
using System.Text.Json;
using Engram.Cells;
using Engram.Conformance.Tests.Cases;
using Engram.Conformance.Tests.Networks;
using Engram.Layers;

namespace Engram.Conformance.Tests.Families.TensorFlow;

/// <summary><c>tf.BasicLSTMCellStack</c>: one step of LSTM cells, one above the other, whose kernel is for input and state together.</summary>
public sealed class BasicLstmRunner : ICaseRunner
{
    private static readonly int[] Order = [0, 2, 1, 3]; // i j f o; j is the candidate

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = ["tf.BasicLSTMCellStack"];

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
        double forgetBias = options.Number("forget_bias", 1);
        options.Allow("equations").RequireAllAsked();
        VectorTensor x = vector.Tensor("inputs", "x");
        int size = x.Shape[1];
        WeightLinks<T> links = new();
        List<Layer<T>> layers = [];
        foreach (JsonElement cell in vector.Get("cells").EnumerateArray())
        {
            RecurrentLayer<T> layer = Cell<T>($"{layers.Count}.", cell.GetProperty("weights"), size, forgetBias, links);
            layers.Add(layer);
            size = layer.OutputSize;
        }

        NetworkRun<T> run = new([.. layers]);
        links.Load();
        Dictionary<string, string> parts = new() { ["h"] = "hidden", ["c"] = "cellState" };
        foreach ((string letter, string part) in parts)
        {
            for (int cell = 0; vector.Find("inputs", letter) is JsonElement states && cell < layers.Count; cell++)
                run.Recurrent[cell][0].SetInitial(part, VectorTensor.Read(states[cell]).Data);
        }

        SentenceLayout layout = SentenceLayout.OfLengths(1, [.. Enumerable.Repeat(1, x.Shape[0])], batchFirst: true);
        double[] output = run.Forward(layout, x.Data);
        if (vector.FindTensor("expected", "output") is VectorTensor wanted)
            vector.Tolerance.AssertClose("output", wanted, output);
        foreach ((string letter, string part) in parts)
        {
            for (int cell = 0; cell < layers.Count; cell++)
            {
                VectorTensor expected = VectorTensor.Read(vector.Get("expected", letter)[cell]);
                vector.Tolerance.AssertClose($"{letter} of cell {cell}", expected, run.Recurrent[cell][0].Final(layout, part));
            }
        }
    }

    private static RecurrentLayer<T> Cell<T>(string prefix, JsonElement weights, int inputSize, double forgetBias, WeightLinks<T> links)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        VectorTensor kernel = VectorTensor.Read(weights.GetProperty("kernel")), bias = VectorTensor.Read(weights.GetProperty("bias"));
        int units = bias.Data.Length / Order.Length;
        LstmCell<T> cell = new(units);
        RecurrentLayer<T> layer = new(cell, inputSize);
        MatrixView rows = MatrixView.Of(kernel);
        links.AddGates(prefix + "kernel", kernel, rows.RowRange(0, inputSize).Transposed, layer.Input.Kernel, Order);
        links.AddGates(prefix + "kernel", kernel, rows.RowRange(inputSize, units).Transposed, cell.RecurrentKernel, Order);
        links.AddGates(prefix + "bias", bias, MatrixView.Of(bias), layer.Input.Bias, Order);
        VectorTensor forget = new(bias.Type, [units], [.. Enumerable.Repeat(forgetBias, units)]);
        links.Add(prefix + "forget_bias", forget, MatrixView.Of(forget), layer.Input.Bias, column: units);
        return layer;
    }
}
