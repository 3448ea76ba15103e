using System.Numerics;
using Engram.Cells;
using Engram.Numerics;

namespace Engram.Layers;

/// <summary>Builds a <see cref="RecurrentNetwork{T}"/> from the bottom up; each layer finds out by itself how many columns it reads.</summary>
/// <typeparam name="T"><see cref="float"/> to train and predict, <see cref="double"/> to check gradients.</typeparam>
public sealed class NetworkBuilder<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<Layer<T>> _layers = [];
    private readonly int _inputSize;

    /// <summary>Starts with the input.</summary>
    /// <param name="inputSize">Length of the vector of a step, 1 or more.</param>
    public NetworkBuilder(int inputSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        _inputSize = inputSize;
    }

    /// <summary>Columns that the next layer reads.</summary>
    public int Size => _layers.Count == 0 ? _inputSize : _layers[^1].OutputSize;

    /// <summary>Adds any layer.</summary>
    /// <param name="layer">It must read <see cref="Size"/> columns.</param>
    /// <exception cref="ShapeException">It reads another number of columns.</exception>
    public NetworkBuilder<T> Add(Layer<T> layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (layer.InputSize != Size)
            throw new ShapeException($"NetworkBuilder: layer {_layers.Count} reads {layer.InputSize} columns, but {Size} come. Make them equal.");
        _layers.Add(layer);
        return this;
    }

    /// <summary>Adds a cell run over time: an Elman network with tanh.</summary>
    /// <param name="units">Length of the hidden state, 1 or more.</param>
    public NetworkBuilder<T> Elman(int units) => Recurrent(new ElmanCell<T>(units));

    /// <summary>Adds a cell run over time: an LSTM.</summary>
    /// <param name="units">Length of the hidden state, 1 or more.</param>
    public NetworkBuilder<T> Lstm(int units) => Recurrent(new LstmCell<T>(units));

    /// <summary>Adds a cell run over time: a GRU as Keras and PyTorch have it, its reset gate after the product.</summary>
    /// <param name="units">Length of the hidden state, 1 or more.</param>
    public NetworkBuilder<T> Gru(int units) => Recurrent(new GruCell<T>(units, new GruOptions { ResetAfter = true }));

    /// <summary>Adds any cell run over time.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="direction">The order of reading. Default forward.</param>
    /// <param name="recurrentDropout">Share of the columns fed back that is left out while training, 0 (the default) up to, but not, 1.</param>
    /// <param name="learnInitialState">Whether the state in which sequences start is trained. Default false: it is 0.</param>
    public NetworkBuilder<T> Recurrent(
        IRecurrentCell<T> cell, Direction direction = Direction.Forward, double recurrentDropout = 0, bool learnInitialState = false) =>
        Add(new RecurrentLayer<T>(cell, Size, direction, recurrentDropout, learnInitialState));

    /// <summary>Adds two cells, one for each direction.</summary>
    /// <param name="cell">Creates a cell; is called twice.</param>
    /// <param name="merge">How their outputs become one. Default concat, which doubles the columns.</param>
    /// <param name="recurrentDropout">Share of the columns fed back that is left out while training, 0 (the default) up to, but not, 1.</param>
    /// <param name="learnInitialState">Whether the states in which sequences start are trained. Default false: they are 0.</param>
    public NetworkBuilder<T> Bidirectional(
        Func<IRecurrentCell<T>> cell, Merge merge = Merge.Concat, double recurrentDropout = 0, bool learnInitialState = false)
    {
        ArgumentNullException.ThrowIfNull(cell);
        RecurrentLayer<T> Reader(Direction direction) => new(cell(), Size, direction, recurrentDropout, learnInitialState);
        return Add(new Bidirectional<T>(Reader(Direction.Forward), Reader(Direction.Reverse), merge));
    }

    /// <summary>Adds a dense layer.</summary>
    /// <param name="size">Columns that it writes, 1 or more.</param>
    /// <param name="activation">Its activation; linear by default.</param>
    public NetworkBuilder<T> Dense(int size, Activation activation = default) => Add(new Dense<T>(Size, size, activation));

    /// <summary>Adds dropout, constant over a sequence.</summary>
    /// <param name="rate">Share of the columns that is left out while training, 0 up to, but not, 1.</param>
    public NetworkBuilder<T> Dropout(double rate) => Add(new Dropout<T>(Size, rate));

    /// <summary>Adds layer normalisation.</summary>
    /// <param name="epsilon">Keeps the root away from 0: above 0 and below 1. Default 1e-5.</param>
    public NetworkBuilder<T> LayerNormalization(double epsilon = 1e-5) => Add(new LayerNormalization<T>(Size, epsilon));

    /// <summary>Adds attention over the sequence.</summary>
    /// <param name="size">Columns of queries, keys and values, 1 or more.</param>
    public NetworkBuilder<T> Attention(int size) => Add(new SelfAttention<T>(Size, size));

    /// <summary>Adds a view of the next steps.</summary>
    /// <param name="steps">How many steps ahead, 1 or more.</param>
    public NetworkBuilder<T> LookAhead(int steps) => Add(new LookAhead<T>(Size, steps));

    /// <summary>Adds layers whose input is added to their output.</summary>
    /// <param name="inner">Builds the layers.</param>
    /// <param name="project">Whether the input is projected where the sizes differ.</param>
    public NetworkBuilder<T> Residual(Func<NetworkBuilder<T>, NetworkBuilder<T>> inner, bool project = false)
    {
        ArgumentNullException.ThrowIfNull(inner);
        List<Layer<T>> layers = inner(new NetworkBuilder<T>(Size))._layers;
        return Add(new Residual<T>(layers.Count == 1 ? layers[0] : new Stacked<T>(layers), project));
    }

    /// <summary>Builds the network.</summary>
    /// <param name="seed">Same seed, same starting values.</param>
    public RecurrentNetwork<T> Build(long seed = 1) => new([.. _layers], seed);
}
