using System.Numerics;
using Engram.Cells;
using Engram.Numerics;

namespace Engram.Layers;

/// <summary>The loop over time, for every cell, in either direction, and its gradient.</summary>
/// <remarks>Going forward, sentences leave at their end; in reverse they join at their last word. Either way the rows that go on from the step
/// before are the first ones, and the rest start from the initial state.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class RecurrentPass<T> : LayerPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RecurrentLayer<T> _layer;
    private readonly IRecurrentCell<T> _cell;
    private readonly GradientProduct<T> _product = new();
    private readonly RowBuffer<T> _gates;
    private readonly RowBuffer<T> _states;
    private readonly RowBuffer<T> _initial;
    private readonly RowBuffer<T> _before;
    private readonly RowBuffer<T> _dGates;
    private readonly RowBuffer<T> _dStates;
    private readonly RowBuffer<T> _dInitial;
    private bool _hasInitial;

    internal RecurrentPass(RecurrentLayer<T> layer)
    {
        _layer = layer;
        _cell = layer.Cell;
        _gates = new RowBuffer<T>(_cell.GateColumns);
        _states = new RowBuffer<T>(_cell.StateColumns);
        _initial = new RowBuffer<T>(_cell.StateColumns);
        _before = new RowBuffer<T>(_cell.StateColumns);
        _dGates = new RowBuffer<T>(_cell.GateColumns);
        _dStates = new RowBuffer<T>(_cell.StateColumns);
        _dInitial = new RowBuffer<T>(_cell.StateColumns);
    }

    /// <summary>The gates of every row of the last run, <c>[rows, GateColumns]</c>; the cell's Gates say what lies where.</summary>
    public RowBlock<T> Gates => _gates.Block;

    /// <summary>The state after every row of the last run, <c>[rows, StateColumns]</c>.</summary>
    public RowBlock<T> States => _states.Block;

    /// <summary>Gradient of the initial states, by rank, <c>[sentences, StateColumns]</c>; after <see cref="Backpropagate"/>.</summary>
    public RowBlock<T> InitialGradients => _dInitial.Block;

    /// <inheritdoc/>
    public override RowBlock<T> Output => _states.Block.SliceColumns(0, _cell.OutputSize);

    /// <summary>Takes the state in which each sentence of the next run starts; used once. Without it they start from zero.</summary>
    /// <param name="initial">By rank, <c>[sentences, StateColumns]</c>.</param>
    public void StartFrom(RowBlock<T> initial)
    {
        initial.CopyTo(_initial.Resize(initial.Rows));
        _hasInitial = true;
    }

    /// <summary>The state after the last word read of a sentence.</summary>
    /// <param name="batch">The batch of the last run.</param>
    /// <param name="rank">The rank of the sentence.</param>
    public Span<T> FinalState(PackedBatch batch, int rank)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return _states.Row(FinalRow(batch, rank));
    }

    /// <inheritdoc/>
    public override RowBlock<T> Forward(PackedBatch batch, RowBlock<T> input, SeededRandom? random = null)
    {
        ArgumentNullException.ThrowIfNull(batch);
        input.Require(batch.Rows, _layer.InputSize, "RecurrentLayer.Forward", nameof(input));
        SetInitial(batch.Sentences);
        RowBlock<T> gates = _gates.Resize(batch.Rows), states = _states.Resize(batch.Rows), initial = _initial.Block;
        _layer.Input.Apply(input, gates.SliceColumns(0, _layer.Input.Columns));
        for (int i = 0; i < batch.Steps; i++)
        {
            TimeStep step = new(batch, _layer.Direction, i);
            if (step.Continuing > 0)
                _cell.Step(step.Going(gates), step.Before(states), step.Going(states));
            if (step.Joining > 0)
                _cell.Step(step.Joined(gates), initial.SliceRows(step.Continuing, step.Joining), step.Joined(states));
        }

        return Output;
    }

    /// <inheritdoc/>
    public override void Backpropagate(PackedBatch batch, RowBlock<T> input, RowBlock<T> dOutput, RowBlock<T> dInput)
    {
        RowBlock<T> dStates = ClearStateGradients(batch);
        Rows.Add(dOutput, dStates.SliceColumns(0, _cell.OutputSize));
        BackpropagateStates(batch, input, dInput);
    }

    /// <summary>Gradients of the states of every row, zero, to be filled before <see cref="BackpropagateStates"/>.</summary>
    /// <param name="batch">The batch of the last run.</param>
    public RowBlock<T> ClearStateGradients(PackedBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        _dStates.Resize(batch.Rows);
        _dStates.Clear();
        return _dStates.Block;
    }

    /// <summary>The row, among <see cref="States"/>, of the state after the last word read of a sentence.</summary>
    /// <param name="batch">The batch of the last run.</param>
    /// <param name="rank">The rank of the sentence.</param>
    public int FinalRow(PackedBatch batch, int rank)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return batch.Row(rank, _layer.Direction == Direction.Forward ? batch.Length(rank) - 1 : 0);
    }

    /// <summary>Goes back along the last run from gradients of whole states, final ones and cell states included.</summary>
    /// <param name="batch">The batch of the last run.</param>
    /// <param name="input">The input of the last run.</param>
    /// <param name="dInput">Gradient of the input; is added to. No rows where nobody needs it.</param>
    public void BackpropagateStates(PackedBatch batch, RowBlock<T> input, RowBlock<T> dInput)
    {
        ArgumentNullException.ThrowIfNull(batch);
        RowBlock<T> gates = _gates.Block, states = _states.Block, initial = _initial.Block, dStates = _dStates.Block;
        RowBlock<T> before = _before.Resize(batch.Rows), dGates = _dGates.Resize(batch.Rows), dInitial = _dInitial.Resize(batch.Sentences);
        _dInitial.Clear();
        for (int i = batch.Steps - 1; i >= 0; i--)
        {
            TimeStep step = new(batch, _layer.Direction, i);
            if (step.Joining > 0)
            {
                RowBlock<T> start = initial.SliceRows(step.Continuing, step.Joining);
                start.CopyTo(step.Joined(before));
                _cell.Backpropagate(
                    step.Joined(gates), start, step.Joined(states), step.Joined(dStates), step.Joined(dGates),
                    dInitial.SliceRows(step.Continuing, step.Joining));
            }

            if (step.Continuing > 0)
            {
                step.Before(states).CopyTo(step.Going(before));
                _cell.Backpropagate(
                    step.Going(gates), step.Before(states), step.Going(states), step.Going(dStates), step.Going(dGates), step.Before(dStates));
            }
        }

        _cell.AccumulateGradients(gates, before, states, dGates, _product);
        _layer.Input.Backpropagate(input, dGates.SliceColumns(0, _layer.Input.Columns), dInput, _product);
    }

    private void SetInitial(int sentences)
    {
        if (!_hasInitial)
        {
            _initial.Resize(sentences);
            _initial.Clear();
        }

        _initial.Block.Require(sentences, _cell.StateColumns, "RecurrentPass.Forward", "initial states");
        _hasInitial = false;
    }
}
