using System.Numerics;
using System.Text.Json;
using Engram.Cells;
using Engram.Conformance.Tests.Cases;
using Engram.Conformance.Tests.Networks;
using Engram.Layers;

namespace Engram.Conformance.Tests.Families.TensorFlow;

/// <summary><c>tflite.*</c>: the recurrent operators of TensorFlow Lite, in one direction or two.</summary>
public sealed class LiteRunner : ICaseRunner
{
    private static readonly Dictionary<string, string> States = new() { ["initial_h"] = "hidden", ["initial_c"] = "cellState" };

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } =
        ["tflite.LSTM", "tflite.BidirectionalLSTM", "tflite.RNN", "tflite.BidirectionalRNN", "tflite.GRU"];

    /// <inheritdoc/>
    public void Run(VectorCase vector)
    {
        if (vector.Tensor("inputs", "X").IsSingle)
            Run<float>(vector);
        Run<double>(vector);
    }

    private static void Run<T>(VectorCase vector)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        LiteOptions options = new(vector);
        VectorTensor x = vector.Tensor("inputs", "X");
        WeightLinks<T> links = new();
        NetworkRun<T> run = CreateNetwork(vector, options, x.Shape[2], links);
        links.Load();
        Assert.Empty(vector.Get("inputs").EnumerateObject().Select(input => input.Name).Except(["X", .. States.Keys]));
        foreach ((string input, string part) in States)
        {
            if (vector.FindTensor("inputs", input) is VectorTensor state)
                SetInitial(run.Recurrent[0], part, state);
        }

        double[] output = options.IsStateful ? InTurn(run, x) : RunOnce(run, x, options.TimeMajor);
        int size = run.Recurrent[0][0].Layer.OutputSize;
        foreach (JsonProperty expected in vector.Get("expected").EnumerateObject())
        {
            double[] got = expected.Name switch
            {
                "Y" or "logits" => output,
                "Y_forward" => Columns(output, run.Output.Columns, 0, size),
                "Y_backward" => Columns(output, run.Output.Columns, size, run.Output.Columns - size),
                _ => throw new NotSupportedException($"{vector.Name}: '{expected.Name}' is not known here."),
            };
            vector.Tolerance.AssertClose(expected.Name, VectorTensor.Read(expected.Value), got);
        }
    }

    // One direction: [sentence, unit]; two: [direction, sentence, unit].
    private static void SetInitial<T>(DirectionRun<T>[] directions, string part, VectorTensor state)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (directions.Length > 1 && (state.Shape.Length != 3 || state.Shape[0] != directions.Length))
            throw new NotSupportedException($"An initial state [{string.Join(", ", state.Shape)}] does not say what each direction starts from.");
        double[][] each = [.. state.Data.Chunk(state.Data.Length / directions.Length)];
        for (int direction = 0; direction < directions.Length; direction++)
            directions[direction].SetInitial(part, each[direction]);
    }

    private static NetworkRun<T> CreateNetwork<T>(VectorCase vector, LiteOptions options, int inputSize, WeightLinks<T> links)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!vector.Kind.StartsWith("tflite.Bidirectional", StringComparison.Ordinal))
            return new(Reader(options, new LiteWeights<T>(vector.Get("weights"), links), inputSize, Direction.Forward));
        Bidirectional<T> both = new(
            Reader(options, new LiteWeights<T>(vector.Get("weights", "forward"), links, "forward."), inputSize, Direction.Forward),
            Reader(options, new LiteWeights<T>(vector.Get("weights", "backward"), links, "backward."), inputSize, Direction.Reverse),
            options.Merge);
        if (vector.FindTensor("weights", "dense_kernel") is not VectorTensor kernel)
            return new(both);
        VectorTensor bias = vector.Tensor("weights", "dense_bias");
        Dense<T> dense = new(both.OutputSize, kernel.Shape[1]);
        links.AddAll("dense_kernel", kernel, MatrixView.Of(kernel).Transposed, dense.Product.Kernel);
        links.AddAll("dense_bias", bias, MatrixView.Of(bias), dense.Product.Bias);
        return new(both, dense);
    }

    private static RecurrentLayer<T> Reader<T>(LiteOptions options, LiteWeights<T> weights, int inputSize, Direction direction)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        IRecurrentCell<T> cell = options.CreateCell<T>(weights.Has("projection_bias"));
        RecurrentLayer<T> layer = new(cell, inputSize, direction);
        switch (cell)
        {
            case LstmCell<T> lstm:
                weights.Link(layer, lstm);
                break;
            case GruCell<T> gru:
                weights.Link(layer, gru);
                break;
            default:
                weights.Link(layer, (ElmanCell<T>)cell);
                break;
        }

        return layer;
    }

    private static double[] RunOnce<T>(NetworkRun<T> run, VectorTensor x, bool timeMajor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int steps = x.Shape[timeMajor ? 0 : 1], sentences = x.Shape[timeMajor ? 1 : 0];
        return run.Forward(SentenceLayout.OfLengths(steps, [.. Enumerable.Repeat(steps, sentences)], !timeMajor), x.Data);
    }

    // The sentences are successive calls with a batch of one; each direction goes on from where it was.
    private static double[] InTurn<T>(NetworkRun<T> run, VectorTensor x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        List<double> outputs = [];
        SentenceLayout layout = SentenceLayout.OfLengths(x.Shape[1], [x.Shape[1]], batchFirst: true);
        foreach (double[] sentence in x.Data.Chunk(x.Shape[1] * x.Shape[2]))
        {
            outputs.AddRange(run.Forward(layout, sentence));
            foreach (DirectionRun<T> direction in run.Recurrent.SelectMany(layer => layer))
            {
                foreach (CellPart part in direction.Layer.Cell.State)
                    direction.SetInitial(part.Name, direction.Final(layout, part.Name));
            }
        }

        return [.. outputs];
    }

    private static double[] Columns(double[] rows, int columns, int first, int count) =>
        [.. rows.Chunk(columns).SelectMany(row => row.Skip(first).Take(count))];
}
