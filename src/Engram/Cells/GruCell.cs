using System.Numerics;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>A gated recurrent unit (GRU), its reset gate before or after the recurrent product.</summary>
/// <remarks>
/// <para>Cho et al., "Learning Phrase Representations using RNN Encoder-Decoder", EMNLP 2014 (arXiv:1406.1078v3), equations 5 to 8: before.
/// After, with a second bias u: the form of cuDNN, hence of PyTorch and of Keras by default.</para>
/// <code>
/// z  = σ(W_z·x + U_z·h + b_z)                      update gate   [rows, units]
/// r  = σ(W_r·x + U_r·h + b_r)                      reset gate    [rows, units]
/// h~ = tanh(W_h·x + U_h·(r ⊙ h) + b_h)             candidate     [rows, units], reset before
/// h~ = tanh(W_h·x + r ⊙ (U_h·h + u) + b_h)         candidate     [rows, units], reset after
/// h' = z ⊙ h + (1 − z) ⊙ h~                        hidden state  [rows, units]
/// </code>
/// <para>z <em>keeps</em> the old state. Gates stand in the order z, r, h~; a fourth block holds r ⊙ h (before) or U_h·h + u (after), which
/// the gradient needs. The state is h.</para>
/// </remarks>
/// <typeparam name="T"><see cref="float"/> to train and predict, <see cref="double"/> to check gradients.</typeparam>
public sealed class GruCell<T> : ISeparateFeedback<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int GateCount = 3;

    private readonly RecurrentProduct<T> _gateProduct;
    private readonly RecurrentProduct<T> _candidateProduct;
    private readonly GruEquations<T> _equations;

    /// <summary>Creates a cell of zeros.</summary>
    /// <param name="units">Length of the hidden state, 1 or more.</param>
    /// <param name="options">What kind of GRU; <see langword="null"/> for the paper's.</param>
    public GruCell(int units, GruOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        Options = options ?? new GruOptions();
        Units = units;
        BlockWidth = Simd.PadUnits(units);
        RecurrentKernel = new Parameter<T>("recurrentKernel", GateCount * units, units);
        RecurrentBias = Options.ResetAfter ? new Parameter<T>("recurrentBias", 1, units) : null;
        Parameters = RecurrentBias is null ? [RecurrentKernel] : [RecurrentKernel, RecurrentBias];
        Gates = [
            new("updateGate", 0, units), new("resetGate", BlockWidth, units), new("candidate", 2 * BlockWidth, units),
            new(Options.ResetAfter ? "recurrentCandidate" : "resetHidden", 3 * BlockWidth, units)];
        State = [new("hidden", 0, units)];
        _gateProduct = new RecurrentProduct<T>(RecurrentKernel, 0, 2, units);
        _candidateProduct = new RecurrentProduct<T>(RecurrentKernel, 2 * units, 1, units);
        _equations = new GruEquations<T>(Options, units);
    }

    /// <summary>What kind of GRU this is.</summary>
    public GruOptions Options { get; }

    /// <inheritdoc/>
    public int Units { get; }

    /// <inheritdoc/>
    public int InputBlocks => GateCount;

    /// <inheritdoc/>
    public int BlockWidth { get; }

    /// <inheritdoc/>
    public int GateColumns => 4 * BlockWidth;

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

    /// <summary>U, <c>[3·units, units]</c>, gates in the order z, r, h~.</summary>
    public Parameter<T> RecurrentKernel { get; }

    /// <summary>u, <c>[1, units]</c>: the bias inside the reset gate; <see langword="null"/> where the reset gate acts before.</summary>
    public Parameter<T>? RecurrentBias { get; }

    /// <inheritdoc/>
    public IReadOnlyList<CellPart> Feedback => State;

    private RowBlock<T> LastBlock(RowBlock<T> gates) => gates.SliceColumns(3 * BlockWidth, BlockWidth);

    /// <inheritdoc/>
    public void Initialize(SeededRandom random)
    {
        for (int gate = 0; gate < GateCount; gate++)
            Initializers.Orthogonal(RecurrentKernel.Values.SliceRows(gate * Units, Units), random);
    }

    /// <inheritdoc/>
    public void Prepare()
    {
        _gateProduct.Prepare();
        _candidateProduct.Prepare();
    }

    /// <inheritdoc/>
    public void Step(RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next) => Step(gates, previous, previous, next);

    /// <inheritdoc/>
    public void Step(RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> fedBack, RowBlock<T> next)
    {
        CellBlocks.RequireStep(this, gates, previous, next, "GruCell.Step");
        _gateProduct.Add(fedBack, gates);
        if (RecurrentBias is null)
        {
            _equations.Reset(gates, fedBack);
            _candidateProduct.Add(LastBlock(gates), gates, 2 * BlockWidth);
            _equations.Blend(gates, previous, next);
        }
        else
        {
            SetRecurrentBias(LastBlock(gates));
            _candidateProduct.Add(fedBack, gates, 3 * BlockWidth);
            _equations.ResetAndBlend(gates, previous, next);
        }
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
        CellBlocks.RequireStep(this, gates, previous, next, "GruCell.Backpropagate");
        CellBlocks.RequireGradients(this, gates.Rows, dNext, dGates, dPrevious, "GruCell.Backpropagate");
        if (RecurrentBias is null)
        {
            _equations.BlendGradient(gates, previous, dNext, dGates, dPrevious);
            _candidateProduct.AddTransposed(dGates, LastBlock(dGates), 2 * BlockWidth);
            _equations.ResetGradient(gates, fedBack, dGates, dFedBack);
        }
        else
        {
            _equations.ResetAndBlendGradient(gates, previous, dNext, dGates, dPrevious);
            _candidateProduct.AddTransposed(dGates, dFedBack, 3 * BlockWidth);
        }

        _gateProduct.AddTransposed(dGates, dFedBack);
    }

    /// <inheritdoc/>
    public void AccumulateGradients(
        RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next, RowBlock<T> dGates, GradientProduct<T> product)
    {
        _gateProduct.AddGradient(dGates, previous, product);
        if (RecurrentBias is null)
        {
            _candidateProduct.AddGradient(dGates, LastBlock(gates), product, 2 * BlockWidth);
        }
        else
        {
            _candidateProduct.AddGradient(dGates, previous, product, 3 * BlockWidth);
            Rows.AddAll(dGates.SliceColumns(3 * BlockWidth, Units), RecurrentBias.Gradient);
        }
    }

    private void SetRecurrentBias(RowBlock<T> block)
    {
        for (int row = 0; row < block.Rows; row++)
        {
            RecurrentBias!.Value.CopyTo(block.Row(row));
            block.Row(row)[Units..].Clear();
        }
    }
}
