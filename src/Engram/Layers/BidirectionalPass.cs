using System.Numerics;
using Engram.Numerics;

namespace Engram.Layers;

/// <summary>One run of both directions, each on a thread of its own where there is a team.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed unsafe class BidirectionalPass<T> : LayerPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly WorkTeam? _team;
    private readonly RecurrentPass<T>[] _passes;
    private readonly RowBuffer<T>[] _dInputs;
    private readonly RowBuffer<T>[] _dMerged;
    private readonly RowBuffer<T> _output;
    private readonly Merge _merge;
    private readonly Action<int> _run;
    private readonly Action<int> _return;
    private PackedBatch? _batch;
    private PinnedRows<T> _input;
    private PinnedRows<T> _dOutput;
    private bool _needsInputGradient;

    internal BidirectionalPass(Bidirectional<T> layer, WorkTeam? team)
    {
        _team = team;
        _passes = [new RecurrentPass<T>(layer.Forward), new RecurrentPass<T>(layer.Reverse)];
        _dInputs = [new RowBuffer<T>(layer.InputSize), new RowBuffer<T>(layer.InputSize)];
        _dMerged = [new RowBuffer<T>(layer.OutputSize), new RowBuffer<T>(layer.OutputSize)];
        _output = new RowBuffer<T>(layer.OutputSize);
        _merge = layer.Merge;
        _run = Run;
        _return = Return;
    }

    /// <summary>The run from the first word to the last.</summary>
    public RecurrentPass<T> Forwards => _passes[0];

    /// <summary>The run from the last word to the first.</summary>
    public RecurrentPass<T> Reverse => _passes[1];

    /// <inheritdoc/>
    public override IReadOnlyList<RecurrentPass<T>> RecurrentPasses => _passes;

    /// <inheritdoc/>
    public override RowBlock<T> Output => _output.Block;

    /// <inheritdoc/>
    public override RowBlock<T> Forward(PackedBatch batch, RowBlock<T> input, SeededRandom? random = null)
    {
        ArgumentNullException.ThrowIfNull(batch);
        _output.Resize(batch.Rows);
        foreach (RecurrentPass<T> pass in _passes)
            pass.DrawMasks(batch, random); // here, since which direction runs first is left to chance
        fixed (T* start = &input.Origin)
        {
            _batch = batch;
            _input = new PinnedRows<T>(start, input.Rows, input.Columns, input.Stride);
            WorkTeam.Run(_team, 2, _run);
        }

        if (_merge != Merge.Concat)
            MergedRows.Apply(_merge, Forwards.Output, Reverse.Output, _output.Block);
        return _output.Block;
    }

    /// <inheritdoc/>
    public override void Backpropagate(PackedBatch batch, RowBlock<T> input, RowBlock<T> dOutput, RowBlock<T> dInput)
    {
        fixed (T* start = &input.Origin, dStart = &dOutput.Origin)
        {
            _batch = batch;
            _input = new PinnedRows<T>(start, input.Rows, input.Columns, input.Stride);
            _dOutput = new PinnedRows<T>(dStart, dOutput.Rows, dOutput.Columns, dOutput.Stride);
            _needsInputGradient = dInput.Rows > 0;
            WorkTeam.Run(_team, 2, _return);
        }

        if (!_needsInputGradient)
            return;
        Rows.Add(_dInputs[0].Block, dInput);
        Rows.Add(_dInputs[1].Block, dInput);
    }

    // Each direction brings its own half to the output: the states of a run stay in the cache of the core that needs them again.
    private void Run(int direction)
    {
        RowBlock<T> output = _passes[direction].Run(_batch!, _input.Block);
        if (_merge == Merge.Concat)
            output.CopyTo(_output.Block.SliceColumns(direction == 0 ? 0 : _passes[0].Layer.OutputSize, output.Columns));
    }

    private void Return(int direction)
    {
        RowBuffer<T> dInput = _dInputs[direction];
        dInput.Resize(_needsInputGradient ? _input.Block.Rows : 0);
        dInput.Clear();
        _passes[direction].Backpropagate(_batch!, _input.Block, OutputGradient(direction), dInput.Block);
    }

    private RowBlock<T> OutputGradient(int direction) => MergedRows.Gradient(
        _merge, direction == 0 ? Direction.Forward : Direction.Reverse, _dOutput.Block, _passes[1 - direction].Output, _dMerged[direction]);
}
