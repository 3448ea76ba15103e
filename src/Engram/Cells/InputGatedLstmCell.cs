using System.Numerics;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>The LSTM as a lecture draws it first: a memory whose gates and candidate see the input alone, never the hidden state.</summary>
/// <remarks>
/// <code>
/// i  = σ(W_i·x + b_i)      input gate    [rows, units]
/// f  = σ(W_f·x + b_f)      forget gate   [rows, units]
/// c~ = g(W_c·x + b_c)      candidate     [rows, units]
/// o  = σ(W_o·x + b_o)      output gate   [rows, units]
/// c' = f ⊙ c + i ⊙ c~      cell state    [rows, units]
/// h' = o ⊙ h(c')           hidden state  [rows, units]
/// </code>
/// <para>Only c runs from step to step; the cell has no recurrent kernel. Peepholes, coupled gates, activations and clips are options as in
/// <see cref="LstmCell{T}"/>, whose order of gates and state it shares.</para>
/// </remarks>
/// <typeparam name="T"><see cref="float"/> to train and predict, <see cref="double"/> to check gradients.</typeparam>
public sealed class InputGatedLstmCell<T> : IRecurrentCell<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LstmEquations<T> _equations;

    /// <summary>Creates a cell.</summary>
    /// <param name="units">Length of the hidden state and of the cell state, 1 or more.</param>
    /// <param name="options">What kind of LSTM; <see langword="null"/> for the usual one.</param>
    /// <exception cref="ArgumentException">The options ask for a projection, which this cell has no use for.</exception>
    public InputGatedLstmCell(int units, LstmOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        Options = options ?? new LstmOptions();
        if (Options.ProjectionSize is not null)
            throw new ArgumentException(
                $"InputGatedLstmCell: LstmOptions.ProjectionSize is {Options.ProjectionSize}, but nothing of the hidden state is fed back here. "
                + "Leave it unset, and put a dense layer on top if the output must be shorter.",
                nameof(options));
        Units = units;
        BlockWidth = Simd.PadUnits(units);
        _equations = new LstmEquations<T>(Options, units);
        Parameters = Peephole is null ? [] : [Peephole];
        Gates = _equations.Form.Parts(units);
        State = [new("hidden", 0, units), new("cellState", BlockWidth, units)];
    }

    /// <summary>What kind of LSTM this is.</summary>
    public LstmOptions Options { get; }

    /// <inheritdoc/>
    public int Units { get; }

    /// <inheritdoc/>
    public int InputBlocks => _equations.Form.Blocks;

    /// <inheritdoc/>
    public int BlockWidth { get; }

    /// <inheritdoc/>
    public int GateColumns => 4 * BlockWidth;

    /// <inheritdoc/>
    public int StateColumns => 2 * BlockWidth;

    /// <inheritdoc/>
    public int OutputSize => Units;

    /// <inheritdoc/>
    public IReadOnlyList<CellPart> Gates { get; }

    /// <inheritdoc/>
    public IReadOnlyList<CellPart> State { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>p, <c>[3, units]</c>, in the order i, f, o; coupled <c>[2, units]</c>; <see langword="null"/> without peepholes.</summary>
    public Parameter<T>? Peephole => _equations.Peephole;

    /// <inheritdoc/>
    public void Initialize(SeededRandom random)
    {
    }

    /// <inheritdoc/>
    public void Prepare() => _equations.Prepare();

    /// <inheritdoc/>
    public void Step(RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next)
    {
        CellBlocks.RequireStep(this, gates, previous, next, "InputGatedLstmCell.Step");
        _equations.Step(RowsOf(gates, previous, next));
    }

    /// <inheritdoc/>
    public void Backpropagate(
        RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next, RowBlock<T> dNext, RowBlock<T> dGates, RowBlock<T> dPrevious)
    {
        CellBlocks.RequireStep(this, gates, previous, next, "InputGatedLstmCell.Backpropagate");
        CellBlocks.RequireGradients(this, gates.Rows, dNext, dGates, dPrevious, "InputGatedLstmCell.Backpropagate");
        _equations.Backpropagate(RowsOf(gates, previous, next), RowsOf(dGates, dPrevious, dNext));
    }

    /// <inheritdoc/>
    public void AccumulateGradients(
        RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next, RowBlock<T> dGates, GradientProduct<T> product) =>
        _equations.AccumulateGradients(dGates, CellState(previous), CellState(next));

    private LstmRows<T> RowsOf(RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next) =>
        new(gates, CellState(previous), CellState(next), next);

    private RowBlock<T> CellState(RowBlock<T> state) => state.SliceColumns(BlockWidth, BlockWidth);
}
