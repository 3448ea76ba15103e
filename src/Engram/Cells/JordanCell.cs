using System.Numerics;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>The recurrent network of Jordan: the output is fed back. As an option its hybrid with Elman's: the hidden state too.</summary>
/// <remarks>
/// <para>Jordan, "Serial Order: A Parallel Distributed Processing Approach", ICS Report 8604, 1986; for slot filling, and for the hybrid: Mesnil et
/// al., "Using Recurrent Neural Networks for Slot Filling in Spoken Language Understanding", IEEE/ACM TASLP 23(3), 2015, section II.</para>
/// <code>
/// h' = act(W·x + U·s + b)            hidden state   [rows, units]      hybrid: act(W·x + U·s + R·h + b)
/// a' = V·h' + d                      emission       [rows, outputs]
/// y' = softmax(a')                   output         [rows, outputs]    or any other activation
/// s' = α·s + y'                      context        [rows, outputs]
/// </code>
/// <para>The output is inside the recurrence, so the cell owns V and d, and its output is the emission a'. The state is a, y, s, h; the steps see of
/// it s, and h in the hybrid. So an initial output y₀ is given as the initial s.</para>
/// </remarks>
/// <typeparam name="T"><see cref="float"/> to train and predict, <see cref="double"/> to check gradients.</typeparam>
public sealed class JordanCell<T> : ISeparateFeedback<T>, ITeacherForced<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _outputWidth;
    private readonly T _decay;
    private readonly RecurrentProduct<T> _contextProduct;
    private readonly RecurrentProduct<T> _outputProduct;
    private readonly RecurrentProduct<T>? _hiddenProduct;
    private readonly ActivationRows<T> _activation;
    private readonly FeedbackRows<T> _feedback;

    /// <summary>Creates a cell of zeros.</summary>
    /// <param name="units">Length of the hidden state, 1 or more.</param>
    /// <param name="outputs">Length of the output, 1 or more.</param>
    /// <param name="options">What kind of network; <see langword="null"/> for Jordan's own with a softmax.</param>
    public JordanCell(int units, int outputs, JordanOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        Options = options ?? new JordanOptions();
        if (Options.ContextDecay is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(
                nameof(options), Options.ContextDecay, "JordanOptions.ContextDecay must be at least 0 and below 1, or the context grows for ever.");
        Units = units;
        OutputSize = outputs;
        BlockWidth = Simd.PadUnits(units);
        _outputWidth = Simd.PadUnits(outputs);
        _decay = T.CreateTruncating(Options.ContextDecay);
        RecurrentKernel = new Parameter<T>("recurrentKernel", units, outputs);
        OutputKernel = new Parameter<T>("outputKernel", outputs, units);
        OutputBias = new Parameter<T>("outputBias", 1, outputs);
        HiddenKernel = Options.HiddenFeedback ? new Parameter<T>("hiddenKernel", units, units) : null;
        Parameters = HiddenKernel is null ? [RecurrentKernel, OutputKernel, OutputBias] : [RecurrentKernel, OutputKernel, OutputBias, HiddenKernel];
        Gates = [new("activation", 0, units), new("output", BlockWidth, outputs)];
        State = [
            new("emission", 0, outputs), new("output", _outputWidth, outputs), new("context", 2 * _outputWidth, outputs),
            new("hidden", 3 * _outputWidth, units)];
        Feedback = HiddenKernel is null ? [State[2]] : [State[2], State[3]];
        _contextProduct = new RecurrentProduct<T>(RecurrentKernel, 0, 1, units);
        _outputProduct = new RecurrentProduct<T>(OutputKernel, 0, 1, outputs);
        _hiddenProduct = HiddenKernel is null ? null : new RecurrentProduct<T>(HiddenKernel, 0, 1, units);
        _activation = new ActivationRows<T>(Options.HiddenActivation, null, units);
        _feedback = new FeedbackRows<T>(Options.OutputActivation, _decay);
    }

    /// <summary>What kind of network this is.</summary>
    public JordanOptions Options { get; }

    /// <inheritdoc/>
    public int Units { get; }

    /// <inheritdoc/>
    public int InputBlocks => 1;

    /// <inheritdoc/>
    public int BlockWidth { get; }

    /// <inheritdoc/>
    public int GateColumns => BlockWidth + _outputWidth;

    /// <inheritdoc/>
    public int StateColumns => (3 * _outputWidth) + BlockWidth;

    /// <inheritdoc/>
    public int OutputSize { get; }

    /// <inheritdoc/>
    public IReadOnlyList<CellPart> Gates { get; }

    /// <inheritdoc/>
    public IReadOnlyList<CellPart> State { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    public IReadOnlyList<CellPart> Feedback { get; }

    /// <summary>U, from the context, <c>[units, outputs]</c>.</summary>
    public Parameter<T> RecurrentKernel { get; }

    /// <summary>V, <c>[outputs, units]</c>.</summary>
    public Parameter<T> OutputKernel { get; }

    /// <summary>d, <c>[1, outputs]</c>.</summary>
    public Parameter<T> OutputBias { get; }

    /// <summary>R, from the hidden state, <c>[units, units]</c>; <see langword="null"/> unless this is the hybrid.</summary>
    public Parameter<T>? HiddenKernel { get; }

    /// <inheritdoc/>
    public void Initialize(SeededRandom random)
    {
        Initializers.Glorot(RecurrentKernel.Values, random);
        Initializers.Glorot(OutputKernel.Values, random);
        if (HiddenKernel is not null)
            Initializers.Orthogonal(HiddenKernel.Values, random);
    }

    /// <inheritdoc/>
    public void Prepare()
    {
        _contextProduct.Prepare();
        _outputProduct.Prepare();
        _hiddenProduct?.Prepare();
    }

    /// <inheritdoc/>
    public void Step(RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next) => Step(gates, previous, previous, next);

    /// <inheritdoc/>
    public void Step(RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> fedBack, RowBlock<T> next)
    {
        CellBlocks.RequireStep(this, gates, previous, next, "JordanCell.Step");
        _contextProduct.Add(Context(fedBack), gates);
        _hiddenProduct?.Add(Hidden(fedBack), gates);
        _activation.Apply(gates.SliceColumns(0, BlockWidth), Hidden(next));

        for (int row = 0; row < next.Rows; row++)
            OutputBias.Value.CopyTo(next.Row(row));
        _outputProduct.Add(Hidden(next), next);
        _feedback.Apply(Emission(next), Output(next));
        _feedback.AddTo(Context(previous), Output(next), Context(next));
        Output(next).CopyTo(gates.SliceColumns(BlockWidth, OutputSize));
    }

    /// <inheritdoc/>
    public void Backpropagate(
        RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next, RowBlock<T> dNext, RowBlock<T> dGates, RowBlock<T> dPrevious) =>
        Backpropagate(gates, previous, previous, next, dNext, dGates, dPrevious, dPrevious);

    /// <inheritdoc/>
    public void Backpropagate(
        RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> fedBack, RowBlock<T> next, RowBlock<T> dNext, RowBlock<T> dGates,
        RowBlock<T> dPrevious, RowBlock<T> dFedBack)
    {
        CellBlocks.RequireStep(this, gates, previous, next, "JordanCell.Backpropagate");
        CellBlocks.RequireGradients(this, gates.Rows, dNext, dGates, dPrevious, "JordanCell.Backpropagate");
        _feedback.BackpropagateAdd(Context(dNext), Output(dNext), Context(dPrevious));
        RowBlock<T> dEmission = dGates.SliceColumns(BlockWidth, _outputWidth);
        dEmission.Fill(T.Zero);
        _feedback.Backpropagate(Output(next), Output(dNext), dEmission.SliceColumns(0, OutputSize));
        Rows.Add(Emission(dNext), dEmission.SliceColumns(0, OutputSize));

        _outputProduct.AddTransposed(dEmission, Hidden(dNext));
        _activation.Backpropagate(Hidden(next), Hidden(dNext), dGates.SliceColumns(0, BlockWidth));
        _contextProduct.AddTransposed(dGates, Context(dFedBack));
        _hiddenProduct?.AddTransposed(dGates, Hidden(dFedBack));
    }

    /// <inheritdoc/>
    public void AccumulateGradients(
        RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next, RowBlock<T> dGates, GradientProduct<T> product)
    {
        _contextProduct.AddGradient(dGates, Context(previous), product);
        _hiddenProduct?.AddGradient(dGates, Hidden(previous), product);
        _outputProduct.AddGradient(dGates, Hidden(next), product, BlockWidth);
        Rows.AddAll(dGates.SliceColumns(BlockWidth, OutputSize), OutputBias.Gradient);
    }

    /// <inheritdoc/>
    public void Force(ReadOnlySpan<int> labels, RowBlock<T> previous, RowBlock<T> next)
    {
        for (int row = 0; row < next.Rows; row++)
        {
            if (labels[row] >= 0)
                _feedback.Force(labels[row], Context(previous).Row(row), Context(next).Row(row));
        }
    }

    /// <inheritdoc/>
    public void BackpropagateForced(ReadOnlySpan<int> labels, RowBlock<T> dNext, RowBlock<T> dPrevious)
    {
        for (int row = 0; row < dNext.Rows; row++)
        {
            if (labels[row] < 0)
                continue;
            Rows.AddScaled(_decay, Context(dNext).Row(row), Context(dPrevious).Row(row));
            Context(dNext).Row(row).Clear();
        }
    }

    private RowBlock<T> Emission(RowBlock<T> state) => state.SliceColumns(0, OutputSize);

    private RowBlock<T> Output(RowBlock<T> state) => state.SliceColumns(_outputWidth, OutputSize);

    private RowBlock<T> Context(RowBlock<T> state) => state.SliceColumns(2 * _outputWidth, OutputSize);

    private RowBlock<T> Hidden(RowBlock<T> state) => state.SliceColumns(3 * _outputWidth, BlockWidth);
}
