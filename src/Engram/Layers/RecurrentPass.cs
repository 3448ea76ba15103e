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
    private readonly CellSteps<T> _steps;
    private readonly GradientProduct<T> _product = new();
    private readonly SharedRows<T> _input;
    private readonly RowBuffer<T> _gates;
    private readonly RowBuffer<T> _states;
    private readonly RowBuffer<T> _initial;
    private readonly RowBuffer<T> _before;
    private readonly RowBuffer<T> _dGates;
    private readonly RowBuffer<T> _dStates;
    private readonly RowBuffer<T> _dInitial;
    private readonly RowBuffer<T> _dFinal;
    private int[]? _answers;
    private T[][]? _foldedRows;
    private int[] _foldedNumbers = [];
    private int _foldedColumn;
    private bool _hasInitial;
    private bool _startsAsLearned;
    private bool _hasFinalGradients;

    internal RecurrentPass(RecurrentLayer<T> layer)
    {
        _layer = layer;
        _cell = layer.Cell;
        _steps = new CellSteps<T>(_cell, layer.RecurrentDropout);
        _input = new SharedRows<T>(layer.Input);
        _gates = new RowBuffer<T>(_cell.GateColumns);
        _states = new RowBuffer<T>(_cell.StateColumns);
        _initial = new RowBuffer<T>(_cell.StateColumns);
        _before = new RowBuffer<T>(_cell.StateColumns);
        _dGates = new RowBuffer<T>(_cell.GateColumns);
        _dStates = new RowBuffer<T>(_cell.StateColumns);
        _dInitial = new RowBuffer<T>(_cell.StateColumns);
        _dFinal = new RowBuffer<T>(_cell.StateColumns);
        RecurrentPasses = [this];
    }

    /// <summary>The layer.</summary>
    public RecurrentLayer<T> Layer => _layer;

    /// <inheritdoc/>
    public override IReadOnlyList<RecurrentPass<T>> RecurrentPasses { get; }

    /// <summary>The gates of every row of the last run, <c>[rows, GateColumns]</c>; the cell's Gates say what lies where.</summary>
    public RowBlock<T> Gates => _gates.Block;

    /// <summary>The state after every row of the last run, <c>[rows, StateColumns]</c>.</summary>
    public RowBlock<T> States => _states.Block;

    /// <summary>The state in which each sentence of the last run started, by rank, <c>[sentences, StateColumns]</c>.</summary>
    public RowBlock<T> InitialStates => _initial.Block;

    /// <summary>Gradient of the initial states, by rank, <c>[sentences, StateColumns]</c>; after <see cref="Backpropagate"/>.</summary>
    public RowBlock<T> InitialGradients => _dInitial.Block;

    /// <inheritdoc/>
    public override RowBlock<T> Output => _states.Block.SliceColumns(0, _cell.OutputSize);

    /// <summary>Takes the state in which each sentence of the next run starts; used once. Without it they start from the layer's own initial
    /// state, or from zero.</summary>
    /// <param name="initial">By rank, <c>[sentences, StateColumns]</c>.</param>
    public void StartFrom(RowBlock<T> initial)
    {
        initial.CopyTo(_initial.Resize(initial.Rows));
        _hasInitial = true;
    }

    /// <summary>Takes the gradient of each sentence's final state, to be added in the next <see cref="Backpropagate"/>; used once.</summary>
    /// <param name="dFinal">By rank, <c>[sentences, StateColumns]</c>.</param>
    public void EndWith(RowBlock<T> dFinal)
    {
        dFinal.CopyTo(_dFinal.Resize(dFinal.Rows));
        _hasFinalGradients = true;
    }

    /// <summary>Takes the right answers, which the cell feeds back in the next run instead of its own output (teacher forcing); used once.</summary>
    /// <param name="answers">By row of the batch; below 0: the cell's own output.</param>
    /// <exception cref="ArgumentException">The cell does not feed its output back.</exception>
    public void Teach(int[] answers)
    {
        if (_cell is not ITeacherForced<T>)
            throw new ArgumentException("RecurrentPass.Teach: the cell feeds back no output that could be replaced. Use a cell such as JordanCell.");
        _answers = answers;
    }

    /// <summary>Takes the pre-activations of the next run, in place of the input product; used once, and only to predict.</summary>
    /// <param name="rows">Rows that hold them.</param>
    /// <param name="numbers">For each row of the batch, which of them.</param>
    /// <param name="column">Where they begin in it.</param>
    internal void StartFrom(T[][] rows, int[] numbers, int column) =>
        (_foldedRows, _foldedNumbers, _foldedColumn) = (rows, numbers, column);

    /// <summary>Says for each row of the runs that follow which row of the input it reads.</summary>
    /// <param name="numbers">By row of the batch; <see langword="null"/>: every row has one of its own.</param>
    internal void Share(int[]? numbers) => _input.Set(numbers);

    /// <summary>The state after the last word read of a sentence.</summary>
    /// <param name="batch">The batch of the last run.</param>
    /// <param name="rank">The rank of the sentence.</param>
    public Span<T> FinalState(PackedBatch batch, int rank) => _states.Row(FinalRow(batch, rank));

    /// <summary>The row, among <see cref="States"/>, of the state after the last word read of a sentence.</summary>
    /// <param name="batch">The batch of the last run.</param>
    /// <param name="rank">The rank of the sentence.</param>
    public int FinalRow(PackedBatch batch, int rank)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return batch.Row(rank, _layer.Direction == Direction.Forward ? batch.Length(rank) - 1 : 0);
    }

    /// <inheritdoc/>
    public override RowBlock<T> Forward(PackedBatch batch, RowBlock<T> input, SeededRandom? random = null)
    {
        ArgumentNullException.ThrowIfNull(batch);
        DrawMasks(batch, random);
        return Run(batch, input);
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

    /// <summary>Goes back along the last run from gradients of whole states, final ones and cell states included.</summary>
    /// <param name="batch">The batch of the last run.</param>
    /// <param name="input">The input of the last run.</param>
    /// <param name="dInput">Gradient of the input; is added to. No rows where nobody needs it.</param>
    public void BackpropagateStates(PackedBatch batch, RowBlock<T> input, RowBlock<T> dInput)
    {
        ArgumentNullException.ThrowIfNull(batch);
        AddFinalGradients(batch);
        RowBlock<T> states = _states.Block, dStates = _dStates.Block, before = _before.Resize(batch.Rows);
        RowBlock<T> dGates = _dGates.Resize(batch.Rows), dInitial = _dInitial.Resize(batch.Sentences);
        _dInitial.Clear();
        for (int i = batch.Steps - 1; i >= 0; i--)
        {
            TimeStep step = new(batch, _layer.Direction, i);
            if (step.Joining > 0)
            {
                _steps.Backpropagate(
                    Joined(step), _initial.SliceRows(step.Continuing, step.Joining), step.Joined(dStates), step.Joined(dGates),
                    dInitial.SliceRows(step.Continuing, step.Joining));
            }

            if (step.Continuing > 0)
                _steps.Backpropagate(Going(step), step.Before(states), step.Going(dStates), step.Going(dGates), step.Before(dStates));
        }

        _cell.AccumulateGradients(_gates.Block, before, states, dGates, _product);
        _input.Backpropagate(input, dGates.SliceColumns(0, _layer.Input.Columns), dInput, _product);
        if (_startsAsLearned)
            AddInitialGradient();
    }

    /// <summary>Draws the masks of dropout for the next <see cref="Run"/>.</summary>
    internal void DrawMasks(PackedBatch batch, SeededRandom? random) => _steps.Draw(batch.Sentences, random);

    /// <summary><see cref="Forward"/> without drawing.</summary>
    internal RowBlock<T> Run(PackedBatch batch, RowBlock<T> input)
    {
        input.Require(_input.InUse ? input.Rows : batch.Rows, _layer.InputSize, "RecurrentLayer.Forward", nameof(input));
        SetInitial(batch.Sentences);
        SetAnswers(batch);
        RowBlock<T> gates = _gates.Resize(batch.Rows), states = _states.Resize(batch.Rows), initial = _initial.Block;
        _before.Resize(batch.Rows);
        if (_foldedRows is null)
            _input.Apply(input, gates.SliceColumns(0, _layer.Input.Columns));
        else
            CopyFolded(gates);
        for (int i = 0; i < batch.Steps; i++)
        {
            TimeStep step = new(batch, _layer.Direction, i);
            if (step.Continuing > 0)
                _steps.Step(Going(step), step.Before(states));
            if (step.Joining > 0)
                _steps.Step(Joined(step), initial.SliceRows(step.Continuing, step.Joining));
        }

        return Output;
    }

    private StepRows<T> Going(TimeStep step) =>
        new(step.FirstRow, 0, step.Going(_gates.Block), step.Going(_before.Block), step.Going(_states.Block));

    private StepRows<T> Joined(TimeStep step) => new(
        step.FirstRow + step.Continuing, step.Continuing, step.Joined(_gates.Block), step.Joined(_before.Block), step.Joined(_states.Block));

    private void CopyFolded(RowBlock<T> gates)
    {
        for (int row = 0; row < gates.Rows; row++)
            _foldedRows![_foldedNumbers[row]].AsSpan(_foldedColumn, _layer.Input.Columns).CopyTo(gates.Row(row));
        _foldedRows = null;
    }

    private void SetInitial(int sentences)
    {
        _startsAsLearned = !_hasInitial && _layer.InitialState is not null;
        if (!_hasInitial)
        {
            RowBlock<T> initial = _initial.Resize(sentences);
            _initial.Clear();
            for (int rank = 0; rank < sentences && _startsAsLearned; rank++)
                StateLayout.Expand(_layer.InitialState!.Value, _cell.State, initial.Row(rank));
        }

        _initial.Block.Require(sentences, _cell.StateColumns, "RecurrentPass.Forward", "initial states");
        _hasInitial = false;
    }

    private void SetAnswers(PackedBatch batch)
    {
        if (_answers is not null && _answers.Length < batch.Rows)
            throw new ShapeException($"RecurrentPass.Teach: {_answers.Length} answers for {batch.Rows} words. Give one a row.");
        _steps.Answers = _answers;
        _answers = null;
    }

    private void AddFinalGradients(PackedBatch batch)
    {
        if (!_hasFinalGradients)
            return;
        _dFinal.Block.Require(batch.Sentences, _cell.StateColumns, "RecurrentPass.Backpropagate", "gradients of the final states");
        for (int rank = 0; rank < batch.Sentences; rank++)
            Rows.Add(_dFinal.Row(rank), _dStates.Row(FinalRow(batch, rank)));
        _hasFinalGradients = false;
    }

    private void AddInitialGradient()
    {
        for (int rank = 0; rank < _dInitial.Rows; rank++)
            StateLayout.AddCompact(_dInitial.Row(rank), _cell.State, _layer.InitialState!.Gradient);
    }
}
