using System.Numerics;
using Engram.Cells;
using Engram.Conformance.Tests.Cases;
using Engram.Conformance.Tests.Networks;
using Engram.Layers;
using Engram.Numerics;

namespace Engram.Conformance.Tests.Families.Onnx;

/// <summary>ONNX's <c>RNN</c>, <c>GRU</c> or <c>LSTM</c>: one or two directions of the product's cells, with the weights put where they belong.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class OnnxOperator<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double NoClip = 9999;
    private static readonly Dictionary<string, int[]> GateOrders = new()
    {
        ["onnx.RNN"] = [0],
        ["onnx.GRU"] = [0, 1, 2], // z r h, as here
        ["onnx.LSTM"] = [0, 3, 1, 2], // i o f c
    };

    private readonly string _kind;
    private readonly CaseOptions _options;
    private readonly int _units;
    private readonly int _directions;
    private readonly bool _batchFirst;
    private readonly bool _resetAfter;
    private readonly bool _coupled;
    private readonly int[] _order;

    /// <summary>Reads the attributes.</summary>
    /// <param name="kind">Which operator.</param>
    /// <param name="options">Its attributes.</param>
    public OnnxOperator(string kind, CaseOptions options)
    {
        (_kind, _options) = (kind, options);
        _units = options.Whole("hidden_size", 0);
        Direction = options.Text("direction", "forward");
        _directions = Direction == "bidirectional" ? 2 : 1;
        _batchFirst = options.Flag("layout", false);
        _resetAfter = kind == "onnx.GRU" && options.Flag("linear_before_reset", false);
        _coupled = kind == "onnx.LSTM" && options.Flag("input_forget", false);
        _order = _coupled ? [0, 2, -1, 1] : GateOrders[kind]; // coupled, there is no forget gate to compute: i c o here
        IReadOnlyList<Activation[]> activations = OnnxActivations.Read(options, Defaults, _directions);
        double? clip = options.Number("clip") is double given and not NoClip ? given : null;
        Cells = [.. activations.Select(functions => new Func<bool, IRecurrentCell<T>>(peepholes => Cell(functions, clip, peepholes)))];
        options.RequireAllAsked();
    }

    private string Direction { get; }

    private IReadOnlyList<Func<bool, IRecurrentCell<T>>> Cells { get; }

    private string[] Defaults => _kind switch
    {
        "onnx.RNN" => ["Tanh"],
        "onnx.GRU" => ["Sigmoid", "Tanh"],
        _ => ["Sigmoid", "Tanh", "Tanh"],
    };

    /// <summary>Runs the operator.</summary>
    /// <param name="input">Its inputs by name; <see langword="null"/> for one that is not given.</param>
    /// <returns>Y, Y_h and, for an LSTM, Y_c.</returns>
    public Dictionary<string, double[]> Run(Func<string, VectorTensor?> input)
    {
        VectorTensor x = input("X")!;
        int steps = x.Shape[_batchFirst ? 1 : 0], sentences = x.Shape[_batchFirst ? 0 : 1];
        RequireShapes(input, sentences, x.Shape[2]);
        Layer<T> layer = CreateLayer(x.Shape[2], input("P") is not null);
        NetworkRun<T> run = new(layer);
        DirectionRun<T>[] directions = run.Recurrent[0];
        WeightLinks<T> links = Link(directions, input);
        links.Load();
        SetInitial(directions, "hidden", input("initial_h"), sentences);
        SetInitial(directions, "cellState", input("initial_c"), sentences);
        SentenceLayout layout = SentenceLayout.OfLengths(steps, Lengths(input("sequence_lens"), steps, sentences), _batchFirst);
        double[] y = run.Forward(layout, x.Data);
        Dictionary<string, double[]> results = new() { ["Y"] = _batchFirst ? y : DirectionBeforeSentence(y, steps, sentences) };
        results["Y_h"] = Final(directions, layout, "hidden");
        if (_kind == "onnx.LSTM")
            results["Y_c"] = Final(directions, layout, "cellState");
        return results;
    }

    private IRecurrentCell<T> Cell(Activation[] functions, double? clip, bool peepholes) => _kind switch
    {
        "onnx.RNN" => new ElmanCell<T>(_units, functions[0], clip),
        "onnx.GRU" => new GruCell<T>(
            _units, new() { ResetAfter = _resetAfter, GateActivation = functions[0], CandidateActivation = functions[1], Clip = clip }),
        _ => new LstmCell<T>(_units, new LstmOptions
        {
            GateActivation = functions[0],
            CandidateActivation = functions[1],
            OutputActivation = functions[2],
            Clip = clip,
            Peepholes = peepholes,
            Coupling = _coupled ? LstmCoupling.ForgetFromInput : LstmCoupling.None,
        }),
    };

    private Layer<T> CreateLayer(int inputSize, bool peepholes) => Direction switch
    {
        "forward" => new RecurrentLayer<T>(Cells[0](peepholes), inputSize),
        "reverse" => new RecurrentLayer<T>(Cells[0](peepholes), inputSize, Layers.Direction.Reverse),
        "bidirectional" => new Bidirectional<T>(
            new RecurrentLayer<T>(Cells[0](peepholes), inputSize),
            new RecurrentLayer<T>(Cells[1](peepholes), inputSize, Layers.Direction.Reverse)),
        _ => throw new ArgumentException($"direction is '{Direction}'. Use forward, reverse or bidirectional."),
    };

    private WeightLinks<T> Link(DirectionRun<T>[] directions, Func<string, VectorTensor?> input)
    {
        WeightLinks<T> links = new();
        VectorTensor w = input("W")!, r = input("R")!;
        for (int direction = 0; direction < directions.Length; direction++)
        {
            RecurrentLayer<T> layer = directions[direction].Layer;
            links.AddGates("W", w, MatrixView.Of(w, direction), layer.Input.Kernel, _order);
            links.AddGates("R", r, MatrixView.Of(r, direction), layer.RecurrentKernel, _order);
            if (input("B") is VectorTensor b)
                LinkBias(links, b, MatrixView.Of(b, direction), layer);
            if (input("P") is VectorTensor p)
                links.AddGates("P", p, MatrixView.Of(p, direction).RowAsMatrix(3), layer.Lstm.Peephole!, _coupled ? [0, 1, -1] : [0, 2, 1]);
        }

        return links;
    }

    // Wb, then Rb. Only the reset gate that acts after the recurrent product has a bias of its own inside.
    private void LinkBias(WeightLinks<T> links, VectorTensor b, MatrixView view, RecurrentLayer<T> layer)
    {
        int half = _order.Length * _units;
        links.AddGates("B", b, view.ColumnRange(0, half), layer.Input.Bias, _order);
        if (layer.InnerBias is Parameter<T> inner)
        {
            links.AddGates("B", b, view.ColumnRange(half, 2 * _units), layer.Input.Bias, [0, 1]);
            links.AddAll("B", b, view.ColumnRange(half + (2 * _units), _units), inner);
        }
        else
        {
            links.AddGates("B", b, view.ColumnRange(half, half), layer.Input.Bias, _order);
        }
    }

    private void RequireShapes(Func<string, VectorTensor?> input, int sentences, int inputSize)
    {
        int gates = _order.Length * _units;
        int[] state = _batchFirst ? [sentences, _directions, _units] : [_directions, sentences, _units];
        Require("W", _directions, gates, inputSize);
        Require("R", _directions, gates, _units);
        Require("B", _directions, 2 * gates);
        Require("P", _directions, 3 * _units);
        Require("initial_h", state);
        Require("initial_c", state);

        void Require(string name, params ReadOnlySpan<int> shape)
        {
            if (input(name) is VectorTensor given && !shape.SequenceEqual(given.Shape))
                throw new ShapeException($"{name} is [{string.Join(", ", given.Shape)}], but must be [{string.Join(", ", shape.ToArray())}].");
        }
    }

    // ONNX Runtime refuses an empty sequence in RNN alone.
    private int[] Lengths(VectorTensor? given, int steps, int sentences)
    {
        int[] lengths = given?.ToInts() ?? [.. Enumerable.Repeat(steps, sentences)];
        int least = _kind == "onnx.RNN" ? 1 : 0;
        if (lengths.Length != sentences || lengths.Any(length => length < least || length > steps))
            throw new ShapeException(
                $"sequence_lens is [{string.Join(", ", lengths)}], but must hold {sentences} lengths from {least} to {steps}.");
        return lengths;
    }

    // States are [direction, sentence, unit], or [sentence, direction, unit] with the batch first.
    private void SetInitial(DirectionRun<T>[] directions, string part, VectorTensor? given, int sentences)
    {
        for (int d = 0; given is not null && d < directions.Length; d++)
        {
            double[] values = new double[sentences * _units];
            for (int sentence = 0; sentence < sentences; sentence++)
                given.Data.AsSpan(StatePlace(d, sentence, sentences), _units).CopyTo(values.AsSpan(sentence * _units));
            directions[d].SetInitial(part, values);
        }
    }

    private double[] Final(DirectionRun<T>[] directions, SentenceLayout layout, string part)
    {
        double[] result = new double[directions.Length * layout.Sentences * _units];
        for (int d = 0; d < directions.Length; d++)
        {
            double[] values = directions[d].Final(layout, part);
            for (int sentence = 0; sentence < layout.Sentences; sentence++)
                values.AsSpan(sentence * _units, _units).CopyTo(result.AsSpan(StatePlace(d, sentence, layout.Sentences)));
        }

        return result;
    }

    private int StatePlace(int direction, int sentence, int sentences) =>
        (_batchFirst ? (sentence * _directions) + direction : (direction * sentences) + sentence) * _units;

    private double[] DirectionBeforeSentence(double[] y, int steps, int sentences)
    {
        double[] result = new double[y.Length];
        for (int i = 0; i < steps * sentences * _directions; i++)
        {
            int step = i / (sentences * _directions), sentence = i / _directions % sentences, direction = i % _directions;
            y.AsSpan(i * _units, _units).CopyTo(result.AsSpan(((((step * _directions) + direction) * sentences) + sentence) * _units));
        }

        return result;
    }
}
