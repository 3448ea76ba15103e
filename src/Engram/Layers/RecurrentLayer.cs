using System.Numerics;
using Engram.Cells;
using Engram.Numerics;

namespace Engram.Layers;

/// <summary>A cell run over time in one direction.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class RecurrentLayer<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Puts a cell to work.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="inputSize">Columns of the input, 1 or more.</param>
    /// <param name="direction">The order of reading.</param>
    /// <param name="recurrentDropout">Share of the columns that are fed back which is left out while training, constant over a sentence; 0 up
    /// to, but not, 1. See <see cref="Dropout{T}"/> for the input's.</param>
    /// <param name="learnInitialState">Whether the state in which sentences start is trained; else it is zero.</param>
    public RecurrentLayer(
        IRecurrentCell<T> cell, int inputSize, Direction direction = Direction.Forward, double recurrentDropout = 0, bool learnInitialState = false)
    {
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        if (recurrentDropout is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(
                nameof(recurrentDropout), recurrentDropout, "RecurrentLayer: the rate of dropout must be at least 0 and below 1.");
        Cell = cell;
        InputSize = inputSize;
        Direction = direction;
        Input = new InputProduct<T>(inputSize, cell.InputBlocks, cell.Units, cell.BlockWidth);
        RecurrentDropout = recurrentDropout;
        InitialState = learnInitialState ? new Parameter<T>("initialState", 1, cell.State.Sum(part => part.Count)) : null;
        Parameters = InitialState is null
            ? [Input.Kernel, Input.Bias, .. cell.Parameters]
            : [Input.Kernel, Input.Bias, .. cell.Parameters, InitialState];
    }

    /// <summary>The cell.</summary>
    public IRecurrentCell<T> Cell { get; }

    /// <summary>W·x + b.</summary>
    public InputProduct<T> Input { get; }

    /// <summary>The order of reading.</summary>
    public Direction Direction { get; }

    /// <summary>Share of the columns that are fed back which is left out while training.</summary>
    public double RecurrentDropout { get; }

    /// <summary>The state in which sentences start, the parts of the cell's state side by side without padding, <c>[1, n]</c>; starts as zero.
    /// <see langword="null"/> where it is not trained.</summary>
    public Parameter<T>? InitialState { get; }

    /// <inheritdoc/>
    public override int InputSize { get; }

    /// <inheritdoc/>
    public override int OutputSize => Cell.OutputSize;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    public override void Initialize(SeededRandom random)
    {
        for (int block = 0; block < Cell.InputBlocks; block++)
            Initializers.Glorot(Input.Kernel.Values.SliceRows(block * Cell.Units, Cell.Units), random);
        Cell.Initialize(random);

        // An open forget gate at the start lets gradients through (Jozefowicz et al., ICML 2015).
        foreach (CellPart gate in Cell.Gates)
        {
            if (gate.Name == "forgetGate" && gate.Start < Cell.InputBlocks * Cell.BlockWidth)
                Input.Bias.Value.AsSpan(gate.Start / Cell.BlockWidth * Cell.Units, Cell.Units).Fill(T.One);
        }
    }

    /// <inheritdoc/>
    public override void Prepare()
    {
        Input.Prepare();
        Cell.Prepare();
    }

    /// <inheritdoc/>
    public override LayerPass<T> CreatePass(WorkTeam? team = null) => new RecurrentPass<T>(this);
}
