using System.Numerics;
using System.Text.Json;
using Engram.Cells;
using Engram.Conformance.Tests.Cases;
using Engram.Conformance.Tests.Families.Custom;
using Engram.Conformance.Tests.Networks;
using Engram.Layers;
using Engram.Numerics;

namespace Engram.Conformance.Tests.Families.Keras;

/// <summary>A cell of Keras: its kind, its attributes and its weights, put into a cell of the product.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class KerasCell<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly string _kind;
    private readonly JsonElement? _weights;

    /// <summary>Builds the cell.</summary>
    /// <param name="json">The layer or cell: <c>kind</c>, <c>weights</c>.</param>
    /// <param name="options">Its attributes; those of the layer around it are left to the caller.</param>
    public KerasCell(JsonElement json, CaseOptions options)
    {
        _kind = json.GetProperty("kind").GetString()!;
        _weights = json.TryGetProperty("weights", out JsonElement weights) ? weights : null;
        int units = options.Whole("units", 0);
        UsesBias = !_kind.StartsWith("custom.", StringComparison.Ordinal) && options.Flag("use_bias", true);
        options.Allow("unit_forget_bias", "dropout", "recurrent_dropout", "implementation", "seed", "dtype", "name"); // of training, or of speed
        Cell = _kind switch
        {
            "keras.SimpleRNN" or "keras.SimpleRNNCell" => new ElmanCell<T>(units, Function(options, "activation", "tanh")),
            "keras.LSTM" or "keras.LSTMCell" => new LstmCell<T>(units, Lstm(options)),
            "keras.GRU" or "keras.GRUCell" => new GruCell<T>(units, Gru(options)),
            "custom.OneStateRNNCell" => new OneStateCell<T>(units),
            "custom.TwoStatesRNNCell" => new TwoStatesCell<T>(units),
            _ => throw new NotSupportedException($"'{_kind}' is no cell that is known here."),
        };
        InputSize = Weight("kernel").Shape[0];
    }

    /// <summary>The product's cell.</summary>
    public IRecurrentCell<T> Cell { get; }

    /// <summary>Columns of the input.</summary>
    public int InputSize { get; }

    /// <summary>The parts of the state that Keras knows, in its order.</summary>
    public IReadOnlyList<string> States => Cell is TwoStatesCell<T> two ? two.FedBack : [.. Cell.State.Select(part => part.Name)];

    private bool UsesBias { get; }

    /// <summary>Notes where the weights go.</summary>
    /// <param name="links">Takes the notes.</param>
    /// <param name="prefix">What stands before each name.</param>
    /// <param name="layer">The layer around the cell.</param>
    public void Link(WeightLinks<T> links, string prefix, RecurrentLayer<T> layer)
    {
        void Add(string name, Parameter<T> target) =>
            links.AddAll(prefix + name, Weight(name), MatrixView.Of(Weight(name)).Transposed, target);

        Add("kernel", layer.Input.Kernel); // gates in the order i f c o or z r h, as here
        if (Cell is TwoStatesCell<T> two)
        {
            Add("recurrent_kernel_1", two.FirstKernel);
            Add("recurrent_kernel_2", two.SecondKernel);
        }
        else
        {
            Add("recurrent_kernel", layer.RecurrentKernel);
        }

        if (UsesBias)
            LinkBias(links, prefix + "bias", Weight("bias"), layer);
        string[] unknown = [.. _weights!.Value.EnumerateObject().Select(weight => prefix + weight.Name).Except(links.Names)];
        if (unknown.Length > 0)
            throw new NotSupportedException($"{_kind}: the weight '{unknown[0]}' is not known here.");
    }

    // With the reset gate after the product there are two biases, [2, 3·units]: of the input, then of the recurrent product.
    private static void LinkBias(WeightLinks<T> links, string name, VectorTensor bias, RecurrentLayer<T> layer)
    {
        MatrixView view = MatrixView.Of(bias);
        links.AddAll(name, bias, view.RowRange(0, 1), layer.Input.Bias);
        if (layer.InnerBias is not Parameter<T> inner)
            return;
        MatrixView second = view.RowRange(1, 1);
        links.Add(name, bias, second.ColumnRange(0, 2 * inner.Columns), layer.Input.Bias);
        links.AddAll(name, bias, second.ColumnRange(2 * inner.Columns, inner.Columns), inner);
    }

    private static LstmOptions Lstm(CaseOptions options)
    {
        Activation activation = Function(options, "activation", "tanh");
        return new()
        {
            GateActivation = Function(options, "recurrent_activation", "sigmoid"),
            CandidateActivation = activation,
            OutputActivation = activation,
        };
    }

    private static GruOptions Gru(CaseOptions options) => new()
    {
        GateActivation = Function(options, "recurrent_activation", "sigmoid"),
        CandidateActivation = Function(options, "activation", "tanh"),
        ResetAfter = options.Flag("reset_after", true),
    };

    private static Activation Function(CaseOptions options, string name, string fallback) =>
        KerasActivations.Read(options.TextOrNull(name, fallback));

    private VectorTensor Weight(string name) => _weights is JsonElement weights && weights.TryGetProperty(name, out JsonElement weight)
        ? VectorTensor.Read(weight)
        : throw new KeyNotFoundException($"{_kind}: there is no weight '{name}'.");
}
