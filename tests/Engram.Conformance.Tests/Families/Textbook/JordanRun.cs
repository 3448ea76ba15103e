using System.Numerics;
using System.Text.Json;
using Engram.Cells;
using Engram.Conformance.Tests.Cases;
using Engram.Conformance.Tests.Networks;
using Engram.Layers;
using Engram.Numerics;
using Engram.Tagging;

namespace Engram.Conformance.Tests.Families.Textbook;

/// <summary>One run of a Jordan network, and back.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class JordanRun<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly VectorCase _vector;
    private readonly JordanCell<T> _cell;
    private readonly NetworkRun<T> _run;
    private readonly WeightLinks<T> _links = new();
    private readonly SentenceLayout _layout;
    private readonly string _loss;
    private readonly bool _isTaught;

    public JordanRun(VectorCase vector)
    {
        _vector = vector;
        CaseOptions options = new(vector.Name, vector.Attributes);
        string output = options.Text("act_y", "softmax");
        _cell = new(options.Whole("hidden_size", 0), options.Whole("output_size", 0), new JordanOptions
        {
            HiddenActivation = ActivationNames.FromKeras(options.Text("act_h", "sigmoid")),
            OutputActivation = output == "softmax" ? null : ActivationNames.FromKeras(output),
            ContextDecay = options.Number("alpha", 0),
        });
        _isTaught = options.Flag("teacher_forcing", false);
        _loss = options.Text("loss", "cross_entropy");
        Direction direction = options.Text("direction", "forward") switch
        {
            "forward" => Direction.Forward,
            "backward" => Direction.Reverse,
            var other => throw new NotSupportedException($"{vector.Name}: the direction '{other}' is not known here."),
        };
        RecurrentLayer<T> layer = new(_cell, options.Whole("input_size", 0), direction);
        options.RequireAllAsked();
        Link(layer);
        _run = new(layer);
        VectorTensor x = vector.Tensor("inputs", "x");
        int[] lengths = vector.FindTensor("inputs", "lengths")?.ToInts() ?? [.. Enumerable.Repeat(x.Shape[0], x.Shape[1])];
        _layout = SentenceLayout.OfLengths(x.Shape[0], lengths, batchFirst: false);
    }

    private DirectionRun<T> Reader => _run.Recurrent[0][0];

    /// <summary>Runs and compares.</summary>
    public void Run()
    {
        _links.Load();
        if (_vector.FindTensor("inputs", "y0") is VectorTensor first)
            Reader.SetInitial("context", first.Data);
        if (_isTaught)
            Reader.Pass.Teach(_layout.GatherLabels(Labels));
        _run.Forward(_layout, _vector.Tensor("inputs", "x").Data);
        double[] y = Reader.States(_layout, "output"), h = Reader.States(_layout, "hidden");
        double loss = _loss switch
        {
            "cross_entropy" => CrossEntropy(),
            "weighted_sum" => WeightedSum("y", "output", y) + WeightedSum("h", "hidden", h),
            _ => throw new NotSupportedException($"{_vector.Name}: the loss '{_loss}' is not known here."),
        };
        double[] dInput = _run.BackpropagateStates(_layout);
        foreach (JsonProperty expected in _vector.Get("expected").EnumerateObject())
        {
            double[] got = expected.Name switch { "y" => y, "h" => h, "loss" => [loss], _ => throw Unknown(expected.Name) };
            _vector.Tolerance.AssertClose(expected.Name, VectorTensor.Read(expected.Value), got);
        }

        foreach (JsonProperty gradient in _vector.Get("gradients").EnumerateObject())
        {
            double[] got = gradient.Name switch
            {
                "input.x" => dInput,
                "input.y0" => Reader.InitialGradient(_layout, "context"),
                _ => _links.Gradient(gradient.Name["weight.".Length..]),
            };
            _vector.Tolerance.AssertClose($"gradient of {gradient.Name}", VectorTensor.Read(gradient.Value), got);
        }
    }

    private int[] Labels => _vector.Tensor("inputs", "labels").ToInts();

    // The likelihood of a softmax is that of a field without scores of its own, as in the product's training.
    private double CrossEntropy()
    {
        int tags = _cell.OutputSize, words = _layout.Batch.Rows;
        CrfLattice<T> lattice = new LinearChainCrf<T>(tags).CreateLattice();
        CrfWorkspace<T> workspace = new(tags);
        CrfGradient<T> gradient = new(tags);
        int[] labels = _layout.GatherLabels(Labels);
        RowBlock<T> emissions = Reader.Pass.Output;
        RowBuffer<T> dEmissions = new(words, tags);
        double loss = 0;
        for (int row = 0; row < words; row++)
        {
            loss -= lattice.Backpropagate(
                emissions.SliceRows(row, 1), [labels[row]], T.CreateTruncating(-1.0 / words), dEmissions.SliceRows(row, 1), gradient, workspace);
        }

        Reader.AddStateGradient("emission", _layout.Scatter(dEmissions.Block));
        return loss / words;
    }

    private double WeightedSum(string letter, string part, double[] values)
    {
        if (_vector.FindTensor("inputs", "loss_" + letter) is not VectorTensor weights)
            return 0;
        Reader.AddStateGradient(part, weights.Data);
        return values.Zip(weights.Data, (value, weight) => value * weight).Sum();
    }

    private void Link(RecurrentLayer<T> layer)
    {
        void Add(string name, Parameter<T> target)
        {
            VectorTensor weight = _vector.Tensor("weights", name);
            _links.AddAll(name, weight, MatrixView.Of(weight), target);
        }

        Add("W", layer.Input.Kernel);
        Add("U", _cell.RecurrentKernel);
        Add("b", layer.Input.Bias);
        Add("V", _cell.OutputKernel);
        Add("d", _cell.OutputBias);
        Assert.Equal(_links.Names.Order(), _vector.Get("weights").EnumerateObject().Select(weight => weight.Name).Order());
    }

    private NotSupportedException Unknown(string name) => new($"{_vector.Name}: '{name}' is not known here.");
}
