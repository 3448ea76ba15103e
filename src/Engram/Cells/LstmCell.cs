using System.Numerics;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>Long short-term memory, with or without peepholes.</summary>
/// <remarks>
/// <para>Gers, Schmidhuber and Cummins, "Learning to Forget", Neural Computation 12(10), 2000; peepholes: Gers, Schraudolph and Schmidhuber,
/// "Learning Precise Timing with LSTM Recurrent Networks", JMLR 3, 2002, equations 1 to 8.</para>
/// <code>
/// i  = σ(W_i·x + U_i·h + p_i ⊙ c + b_i)     input gate    [rows, units]
/// f  = σ(W_f·x + U_f·h + p_f ⊙ c + b_f)     forget gate   [rows, units]
/// c~ = tanh(W_c·x + U_c·h + b_c)            candidate     [rows, units]
/// c' = f ⊙ c + i ⊙ c~                       cell state    [rows, units]
/// o  = σ(W_o·x + U_o·h + p_o ⊙ c' + b_o)    output gate   [rows, units]
/// h' = o ⊙ tanh(c')                         hidden state  [rows, units]
/// </code>
/// <para>Gates stand in the order i, f, c~, o; the state is h, then c. Without peepholes p = 0. The output gate sees the
/// <em>new</em> cell state.</para>
/// </remarks>
/// <typeparam name="T"><see cref="float"/> to train and predict, <see cref="double"/> to check gradients.</typeparam>
public sealed class LstmCell<T> : IRecurrentCell<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int GateCount = 4;

    private readonly RecurrentProduct<T> _product;
    private readonly RowBuffer<T> _peepholeRow;

    /// <summary>Creates a cell of zeros.</summary>
    /// <param name="units">Length of the hidden state and of the cell state, 1 or more.</param>
    /// <param name="peepholes">Whether the gates see the cell state.</param>
    public LstmCell(int units, bool peepholes = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        Units = units;
        BlockWidth = Simd.PadUnits(units);
        RecurrentKernel = new Parameter<T>("recurrentKernel", GateCount * units, units);
        Peephole = peepholes ? new Parameter<T>("peephole", 3, units) : null;
        Parameters = Peephole is null ? [RecurrentKernel] : [RecurrentKernel, Peephole];
        Gates = [
            new("inputGate", 0, units), new("forgetGate", BlockWidth, units),
            new("candidate", 2 * BlockWidth, units), new("outputGate", 3 * BlockWidth, units)];
        State = [new("hidden", 0, units), new("cellState", BlockWidth, units)];
        _product = new RecurrentProduct<T>(RecurrentKernel, 0, GateCount, units);
        _peepholeRow = new RowBuffer<T>(peepholes ? 1 : 0, 3 * BlockWidth);
    }

    /// <inheritdoc/>
    public int Units { get; }

    /// <inheritdoc/>
    public int InputBlocks => GateCount;

    /// <inheritdoc/>
    public int BlockWidth { get; }

    /// <inheritdoc/>
    public int GateColumns => GateCount * BlockWidth;

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

    /// <summary>U, <c>[4·units, units]</c>, gates in the order i, f, c~, o.</summary>
    public Parameter<T> RecurrentKernel { get; }

    /// <summary>p, <c>[3, units]</c>, in the order i, f, o; <see langword="null"/> without peepholes.</summary>
    public Parameter<T>? Peephole { get; }

    /// <inheritdoc/>
    public void Initialize(SeededRandom random)
    {
        for (int gate = 0; gate < GateCount; gate++)
            Initializers.Orthogonal(RecurrentKernel.Values.SliceRows(gate * Units, Units), random);
    }

    /// <inheritdoc/>
    public void Prepare()
    {
        _product.Prepare();
        for (int gate = 0; Peephole is not null && gate < 3; gate++)
            Peephole.Values.Row(gate).CopyTo(_peepholeRow.Row(0)[(gate * BlockWidth)..]);
    }

    /// <inheritdoc/>
    public void Step(RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next)
    {
        CellBlocks.RequireStep(this, gates, previous, next, "LstmCell.Step");
        _product.Add(previous, gates);
        LaneKernels.Run<LstmGates<T>, T>(new(gates, previous, next, _peepholeRow.Block, BlockWidth));
    }

    /// <inheritdoc/>
    public void Backpropagate(
        RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next, RowBlock<T> dNext, RowBlock<T> dGates, RowBlock<T> dPrevious)
    {
        CellBlocks.RequireStep(this, gates, previous, next, "LstmCell.Backpropagate");
        CellBlocks.RequireGradients(this, gates.Rows, dNext, dGates, dPrevious, "LstmCell.Backpropagate");
        LaneKernels.Run<LstmGatesGradient<T>, T>(
            new(gates, previous, next, dNext, dGates, dPrevious, _peepholeRow.Block, BlockWidth));
        _product.AddTransposed(dGates, dPrevious);
    }

    /// <inheritdoc/>
    public void AccumulateGradients(
        RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next, RowBlock<T> dGates, GradientProduct<T> product)
    {
        _product.AddGradient(dGates, previous, product);
        for (int row = 0; Peephole is not null && row < dGates.Rows; row++)
        {
            AddPeepholeGradient(0, dGates.Row(row).Slice(0, Units), previous.Row(row));
            AddPeepholeGradient(1, dGates.Row(row).Slice(BlockWidth, Units), previous.Row(row));
            AddPeepholeGradient(2, dGates.Row(row).Slice(3 * BlockWidth, Units), next.Row(row));
        }
    }

    private void AddPeepholeGradient(int gate, ReadOnlySpan<T> dGate, ReadOnlySpan<T> state)
    {
        Span<T> gradient = Peephole!.Gradients.Row(gate);
        for (int j = 0; j < dGate.Length; j++)
            gradient[j] += dGate[j] * state[BlockWidth + j];
    }
}
