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
            RunBoth(_run);
        }

        MergeOutputs();
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
            RunBoth(_return);
        }

        if (!_needsInputGradient)
            return;
        Rows.Add(_dInputs[0].Block, dInput);
        Rows.Add(_dInputs[1].Block, dInput);
    }

    private void RunBoth(Action<int> work)
    {
        if (_team is not null)
        {
            _team.Run(2, work);
            return;
        }

        work(0);
        work(1);
    }

    private void Run(int direction) => _passes[direction].Run(_batch!, _input.Block);

    private void Return(int direction)
    {
        RowBuffer<T> dInput = _dInputs[direction];
        dInput.Resize(_needsInputGradient ? _batch!.Rows : 0);
        dInput.Clear();
        _passes[direction].Backpropagate(_batch!, _input.Block, OutputGradient(direction), dInput.Block);
    }

    private void MergeOutputs()
    {
        RowBlock<T> forward = Forwards.Output, reverse = Reverse.Output, output = _output.Block;
        switch (_merge)
        {
            case Merge.Concat:
                forward.CopyTo(output.SliceColumns(0, forward.Columns));
                reverse.CopyTo(output.SliceColumns(forward.Columns, reverse.Columns));
                break;
            case Merge.Product:
                Rows.Multiply(forward, reverse, output);
                break;
            default:
                forward.CopyTo(output);
                Rows.Add(reverse, output);
                if (_merge == Merge.Average)
                    Rows.Scale(T.CreateTruncating(0.5), output);
                break;
        }
    }

    private RowBlock<T> OutputGradient(int direction)
    {
        RowBlock<T> dOutput = _dOutput.Block;
        if (_merge == Merge.Sum)
            return dOutput;
        int columns = _passes[direction].Output.Columns;
        if (_merge == Merge.Concat)
            return dOutput.SliceColumns(direction == 0 ? 0 : dOutput.Columns - columns, columns);
        RowBlock<T> gradient = _dMerged[direction].Resize(dOutput.Rows);
        if (_merge == Merge.Product)
        {
            Rows.Multiply(dOutput, _passes[1 - direction].Output, gradient);
            return gradient;
        }

        dOutput.CopyTo(gradient);
        Rows.Scale(T.CreateTruncating(0.5), gradient);
        return gradient;
    }
}
