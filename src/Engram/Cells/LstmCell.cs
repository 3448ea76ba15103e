using System.Numerics;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>Long short-term memory; as options peepholes, coupled gates, other activations, clips and a projected hidden state.</summary>
/// <remarks>
/// <para>Gers, Schmidhuber and Cummins, "Learning to Forget", Neural Computation 12(10), 2000; peepholes: Gers, Schraudolph and Schmidhuber,
/// "Learning Precise Timing with LSTM Recurrent Networks", JMLR 3, 2002, equations 1 to 8; coupled gates: Greff et al., "LSTM: A Search Space
/// Odyssey", IEEE TNNLS 28(10), 2017; projection: Sak, Senior and Beaufays, arXiv:1402.1128.</para>
/// <code>
/// i  = σ(W_i·x + U_i·h + p_i ⊙ c + b_i)     input gate    [rows, units]     coupled: i = 1 − f
/// f  = σ(W_f·x + U_f·h + p_f ⊙ c + b_f)     forget gate   [rows, units]     or:      f = 1 − i
/// c~ = tanh(W_c·x + U_c·h + b_c)            candidate     [rows, units]
/// c' = f ⊙ c + i ⊙ c~                       cell state    [rows, units]
/// o  = σ(W_o·x + U_o·h + p_o ⊙ c' + b_o)    output gate   [rows, units]
/// h' = o ⊙ tanh(c')                         hidden state  [rows, units]     projected: P·(o ⊙ tanh(c')) + d  [rows, size]
/// </code>
/// <para>Gates stand in the order i, f, c~, o; coupled: the one of i and f that is computed, c~, o. The state is h, then c. Without
/// peepholes p = 0. The output gate sees the <em>new</em> cell state.</para>
/// </remarks>
/// <typeparam name="T"><see cref="float"/> to train and predict, <see cref="double"/> to check gradients.</typeparam>
public sealed class LstmCell<T> : IRecurrentCell<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LstmEquations<T> _equations;
    private readonly LstmProjection<T>? _projection;
    private readonly RecurrentProduct<T> _product;
    private readonly int _hiddenWidth;

    /// <summary>Creates a cell of zeros.</summary>
    /// <param name="units">Length of the hidden state and of the cell state, 1 or more.</param>
    /// <param name="peepholes">Whether the gates see the cell state.</param>
    public LstmCell(int units, bool peepholes = false)
        : this(units, new LstmOptions { Peepholes = peepholes })
    {
    }

    /// <summary>Creates a cell of zeros.</summary>
    /// <param name="units">Length of the cell state, and of the hidden state unless it is projected; 1 or more.</param>
    /// <param name="options">What kind of LSTM.</param>
    /// <exception cref="ArgumentException">The projection has a bias or a clip, but no size.</exception>
    public LstmCell(int units, LstmOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        Units = units;
        BlockWidth = Simd.PadUnits(units);
        _equations = new LstmEquations<T>(options, units);
        if (options.ProjectionSize is null && (options.ProjectionBias || options.ProjectionClip is not null))
            throw new ArgumentException(
                "LstmCell: the projection has a bias or a clip, but no size. Set LstmOptions.ProjectionSize, or leave the other two unset.",
                nameof(options));
        _projection = options.ProjectionSize is null ? null : new LstmProjection<T>(options, units);
        _hiddenWidth = _projection?.Width ?? BlockWidth;
        OutputSize = _projection?.Size ?? units;
        RecurrentKernel = new Parameter<T>("recurrentKernel", InputBlocks * units, OutputSize);
        _product = new RecurrentProduct<T>(RecurrentKernel, 0, InputBlocks, units);
        Parameters = [.. new[] { RecurrentKernel, Peephole, ProjectionKernel, ProjectionBias }.OfType<Parameter<T>>()];
        CellPart[] gates = _equations.Form.Parts(units);
        Gates = _projection is null ? gates : [.. gates, new CellPart("unprojected", 4 * BlockWidth, units)];
        State = [new("hidden", 0, OutputSize), new("cellState", _hiddenWidth, units)];
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
    public int GateColumns => _projection is null ? 4 * BlockWidth : (5 * BlockWidth) + _hiddenWidth;

    /// <inheritdoc/>
    public int StateColumns => _hiddenWidth + BlockWidth;

    /// <inheritdoc/>
    public int OutputSize { get; }

    /// <inheritdoc/>
    public IReadOnlyList<CellPart> Gates { get; }

    /// <inheritdoc/>
    public IReadOnlyList<CellPart> State { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>U, <c>[4·units, output size]</c>, gates in the order i, f, c~, o; coupled <c>[3·units, output size]</c>.</summary>
    public Parameter<T> RecurrentKernel { get; }

    /// <summary>p, <c>[3, units]</c>, in the order i, f, o; coupled <c>[2, units]</c>; <see langword="null"/> without peepholes.</summary>
    public Parameter<T>? Peephole => _equations.Peephole;

    /// <summary>P, <c>[output size, units]</c>; <see langword="null"/> without a projection.</summary>
    public Parameter<T>? ProjectionKernel => _projection?.Kernel;

    /// <summary>d, <c>[1, output size]</c>; <see langword="null"/> without a bias of the projection.</summary>
    public Parameter<T>? ProjectionBias => _projection?.Bias;

    /// <inheritdoc/>
    public void Initialize(SeededRandom random)
    {
        for (int gate = 0; gate < InputBlocks; gate++)
            Initializers.Orthogonal(RecurrentKernel.Values.SliceRows(gate * Units, Units), random);
        if (ProjectionKernel is not null)
            Initializers.Glorot(ProjectionKernel.Values, random);
    }

    /// <inheritdoc/>
    public void Prepare()
    {
        _product.Prepare();
        _equations.Prepare();
        _projection?.Prepare();
    }

    /// <inheritdoc/>
    public void Step(RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next)
    {
        CellBlocks.RequireStep(this, gates, previous, next, "LstmCell.Step");
        _product.Add(previous, gates);
        _equations.Step(RowsOf(gates, previous, next));
        _projection?.Step(Unprojected(gates), next.SliceColumns(0, _hiddenWidth));
    }

    /// <inheritdoc/>
    public void Backpropagate(
        RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next, RowBlock<T> dNext, RowBlock<T> dGates, RowBlock<T> dPrevious)
    {
        CellBlocks.RequireStep(this, gates, previous, next, "LstmCell.Backpropagate");
        CellBlocks.RequireGradients(this, gates.Rows, dNext, dGates, dPrevious, "LstmCell.Backpropagate");
        _projection?.Backpropagate(next, dNext, Projected(dGates), Unprojected(dGates));
        _equations.Backpropagate(RowsOf(gates, previous, next), RowsOf(dGates, dPrevious, dNext));
        _product.AddTransposed(dGates, dPrevious);
    }

    /// <inheritdoc/>
    public void AccumulateGradients(
        RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next, RowBlock<T> dGates, GradientProduct<T> product)
    {
        _product.AddGradient(dGates, previous, product);
        _equations.AccumulateGradients(dGates, CellState(previous), CellState(next));
        _projection?.AccumulateGradients(Unprojected(gates), Projected(dGates), product);
    }

    private LstmRows<T> RowsOf(RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next) =>
        new(gates, CellState(previous), CellState(next), _projection is null ? next : Unprojected(gates));

    private RowBlock<T> CellState(RowBlock<T> state) => state.SliceColumns(_hiddenWidth, BlockWidth);

    // Where the hidden state is projected, the row of gates goes on with o ⊙ tanh(c'), and with room for the gradient of h'.
    private RowBlock<T> Unprojected(RowBlock<T> gates) => gates.SliceColumns(4 * BlockWidth, BlockWidth);

    private RowBlock<T> Projected(RowBlock<T> gates) => gates.SliceColumns(5 * BlockWidth, _hiddenWidth);
}
