using System.Numerics;
using Engram.Cells;
using Engram.Conformance.Tests.Cases;
using Engram.Layers;

namespace Engram.Conformance.Tests.Families.Torch;

/// <summary>PyTorch's <c>nn.RNN</c>, <c>nn.LSTM</c> or <c>nn.GRU</c>, of any depth, in one or two directions.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class TorchNetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly string _kind;
    private readonly CaseOptions _options;

    /// <summary>Builds the network and puts the weights in.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="options">Its attributes; who asks for others still has to.</param>
    /// <param name="weights">Its weights.</param>
    public TorchNetwork(string kind, CaseOptions options, TorchWeights<T> weights)
    {
        (_kind, _options) = (kind, options);
        bool bidirectional = options.Flag("bidirectional", false);
        int depth = options.Whole("num_layers", 1), size = options.Whole("input_size", 0);
        List<Layer<T>> layers = [];
        for (int layer = 0; layer < depth; layer++)
        {
            RecurrentLayer<T> forward = new(Cell(), size);
            weights.Link($"_l{layer}", forward);
            layers.Add(forward);
            if (bidirectional)
            {
                RecurrentLayer<T> reverse = new(Cell(), size, Direction.Reverse);
                weights.Link($"_l{layer}_reverse", reverse);
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
}
