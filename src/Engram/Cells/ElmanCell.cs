using System.Numerics;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>The simple recurrent network of Elman: the hidden state is fed back.</summary>
/// <remarks>
/// <para>Elman, "Finding Structure in Time", Cognitive Science 14, 1990. Keras calls it SimpleRNN, PyTorch and ONNX call it RNN.</para>
/// <code>
/// h' = act(W·x + U·h + b)     hidden state  [rows, units]
/// </code>
/// <para>There is one block of pre-activations; after the step it holds h'. The state is h.</para>
/// </remarks>
/// <typeparam name="T"><see cref="float"/> to train and predict, <see cref="double"/> to check gradients.</typeparam>
public sealed class ElmanCell<T> : IRecurrentCell<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RecurrentProduct<T> _product;
    private readonly ActivationRows<T> _activation;

    /// <summary>Creates a cell of zeros with the activation tanh.</summary>
    /// <param name="units">Length of the hidden state, 1 or more.</param>
    public ElmanCell(int units)
        : this(units, Activation.Tanh)
    {
    }

    /// <summary>Creates a cell of zeros.</summary>
    /// <param name="units">Length of the hidden state, 1 or more.</param>
    /// <param name="activation">act.</param>
    /// <param name="clip">Pre-activations are cut off at ±clip, above 0; <see langword="null"/> for no clip.</param>
    public ElmanCell(int units, Activation activation, double? clip = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        Units = units;
        BlockWidth = Simd.PadUnits(units);
        Activation = activation;
        RecurrentKernel = new Parameter<T>("recurrentKernel", units, units);
        Parameters = [RecurrentKernel];
        Gates = [new("activation", 0, units)];
        State = [new("hidden", 0, units)];
        _product = new RecurrentProduct<T>(RecurrentKernel, 0, 1, units);
        _activation = new ActivationRows<T>(activation, clip, units);
    }

    /// <inheritdoc/>
    public int Units { get; }

    /// <inheritdoc/>
    public int InputBlocks => 1;

    /// <inheritdoc/>
    public int BlockWidth { get; }

    /// <inheritdoc/>
    public int GateColumns => BlockWidth;

    /// <inheritdoc/>
    public int StateColumns => BlockWidth;

    /// <inheritdoc/>
    public int OutputSize => Units;

    /// <inheritdoc/>
    public IReadOnlyList<CellPart> Gates { get; }

    /// <inheritdoc/>
    public IReadOnlyList<CellPart> State { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>act.</summary>
    public Activation Activation { get; }

    /// <summary>U, <c>[units, units]</c>.</summary>
    public Parameter<T> RecurrentKernel { get; }

    /// <inheritdoc/>
    public void Initialize(SeededRandom random) => Initializers.Orthogonal(RecurrentKernel.Values, random);

    /// <inheritdoc/>
    public void Prepare() => _product.Prepare();

    /// <inheritdoc/>
    public void Step(RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next)
    {
        CellBlocks.RequireStep(this, gates, previous, next, "ElmanCell.Step");
        _product.Add(previous, gates);
        _activation.Apply(gates, next);
    }

    /// <inheritdoc/>
    public void Backpropagate(
        RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next, RowBlock<T> dNext, RowBlock<T> dGates, RowBlock<T> dPrevious)
    {
        CellBlocks.RequireStep(this, gates, previous, next, "ElmanCell.Backpropagate");
        CellBlocks.RequireGradients(this, gates.Rows, dNext, dGates, dPrevious, "ElmanCell.Backpropagate");
        _activation.Backpropagate(next, dNext, dGates);
        _product.AddTransposed(dGates, dPrevious);
    }

    /// <inheritdoc/>
    public void AccumulateGradients(
        RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next, RowBlock<T> dGates, GradientProduct<T> product) =>
        _product.AddGradient(dGates, previous, product);
}
