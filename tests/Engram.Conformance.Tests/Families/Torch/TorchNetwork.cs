using System.Numerics;
using Engram.Cells;
using Engram.Conformance.Tests.Cases;
using Engram.Conformance.Tests.Networks;
using Engram.Layers;
using Engram.Numerics;

namespace Engram.Conformance.Tests.Families.Torch;

/// <summary>PyTorch's <c>nn.RNN</c>, <c>nn.LSTM</c> or <c>nn.GRU</c>, of any depth, in one or two directions.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class TorchNetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly Dictionary<string, int[]> GateOrders = new()
    {
        ["torch.RNN"] = [0],
        ["torch.GRU"] = [1, 0, 2], // r z n
        ["torch.LSTM"] = [0, 1, 2, 3], // i f g o, as here
    };

    private readonly string _kind;
    private readonly CaseOptions _options;
    private readonly Func<string, VectorTensor?> _weight;

    /// <summary>Builds the network and puts the weights in.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="options">Its attributes; who asks for others still has to.</param>
    /// <param name="weight">A weight by PyTorch's name; <see langword="null"/> where there is none.</param>
    /// <param name="prefix">What stands before each name among the links.</param>
    /// <param name="links">Where the weights are noted.</param>
    /// <param name="inputSize">Columns of the input; the attribute where it is not given.</param>
    public TorchNetwork(
        string kind, CaseOptions options, Func<string, VectorTensor?> weight, WeightLinks<T> links, string prefix = "", int? inputSize = null)
    {
        (_kind, _options, _weight) = (kind, options, weight);
        bool bidirectional = options.Flag("bidirectional", false);
        int depth = options.Whole("num_layers", 1), size = inputSize ?? options.Whole("input_size", 0);
        List<Layer<T>> layers = [];
        for (int layer = 0; layer < depth; layer++)
        {
            RecurrentLayer<T> forward = new(Cell(), size);
            Link(links, prefix, $"_l{layer}", forward);
            layers.Add(forward);
            if (bidirectional)
            {
                RecurrentLayer<T> reverse = new(Cell(), size, Direction.Reverse);
                Link(links, prefix, $"_l{layer}_reverse", reverse);
                layers[^1] = new Bidirectional<T>(forward, reverse);
            }

            size = layers[^1].OutputSize;
        }

        Layers = layers;
    }

    /// <summary>The layers, from the bottom up.</summary>
    public IReadOnlyList<Layer<T>> Layers { get; }

    private IRecurrentCell<T> Cell()
    {
        int units = _options.Whole("hidden_size", 0), projection = _options.Whole("proj_size", 0);
        string nonlinearity = _options.Text("nonlinearity", "tanh");
        if (projection != 0 && _kind != "torch.LSTM")
            throw new NotSupportedException($"{_kind}: proj_size is {projection}, but only an LSTM is projected.");
        return _kind switch
        {
            "torch.RNN" => new ElmanCell<T>(units, nonlinearity is "tanh" or "relu"
                ? ActivationNames.Parse(nonlinearity)
                : throw new NotSupportedException($"{_kind}: nonlinearity is '{nonlinearity}'.")),
            "torch.GRU" => new GruCell<T>(units, new GruOptions { ResetAfter = true }),
            "torch.LSTM" => new LstmCell<T>(units, new LstmOptions { ProjectionSize = projection == 0 ? null : projection }),
            _ => throw new NotSupportedException($"'{_kind}' is no network of PyTorch."),
        };
    }

    private void Link(WeightLinks<T> links, string prefix, string suffix, RecurrentLayer<T> layer)
    {
        int[] order = GateOrders[_kind];
        VectorTensor Weight(string name) => _weight(name + suffix) ?? throw new KeyNotFoundException($"There is no weight {name}{suffix}.");
        void AddGates(string name, Parameter<T> target) =>
            links.AddGates(prefix + name + suffix, Weight(name), MatrixView.Of(Weight(name)), target, order);

        AddGates("weight_ih", layer.Input.Kernel);
        AddGates("weight_hh", layer.RecurrentKernel);
        if (layer.Cell is LstmCell<T> { ProjectionKernel: Parameter<T> projection })
            links.AddAll($"{prefix}weight_hr{suffix}", Weight("weight_hr"), MatrixView.Of(Weight("weight_hr")), projection);
        if (!_options.Flag("bias", true))
            return;
        AddGates("bias_ih", layer.Input.Bias);
        if (layer.InnerBias is not Parameter<T> inner)
        {
            AddGates("bias_hh", layer.Input.Bias);
            return;
        }

        VectorTensor bias = Weight("bias_hh");
        MatrixView view = MatrixView.Of(bias);
        links.AddGates($"{prefix}bias_hh{suffix}", bias, view.ColumnRange(0, 2 * inner.Columns), layer.Input.Bias, order.AsSpan(0, 2));
        links.AddAll($"{prefix}bias_hh{suffix}", bias, view.ColumnRange(2 * inner.Columns, inner.Columns), inner);
    }
}
