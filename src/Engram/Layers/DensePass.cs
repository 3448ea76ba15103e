using System.Numerics;
using Engram.Cells;
using Engram.Numerics;

namespace Engram.Layers;

/// <summary>One run through a dense layer: forward some rows at a time, and back the two products side by side.</summary>
internal sealed unsafe class DensePass<T> : LayerPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int PieceRows = 48;

    private readonly Dense<T> _layer;
    private readonly WorkTeam? _team;
    private readonly RowBuffer<T> _output;
    private readonly RowBuffer<T> _dSum;
    private readonly ActivationRows<T>? _activation;
    private readonly GradientProduct<T> _product = new();
    private readonly Action<int> _run;
    private readonly Action<int> _return;
    private PinnedRows<T> _input;
    private PinnedRows<T> _dProduct;
    private PinnedRows<T> _dInput;

    public DensePass(Dense<T> layer, WorkTeam? team)
    {
        _layer = layer;
        _team = team;
        _output = new RowBuffer<T>(layer.OutputSize);
        _dSum = new RowBuffer<T>(layer.OutputSize);
        _activation = layer.Activation == Activation.Linear ? null : new(layer.Activation, null, layer.OutputSize);
        _run = Run;
        _return = Return;
    }

    public override RowBlock<T> Output => _output.Block;

    public override RowBlock<T> Forward(PackedBatch batch, RowBlock<T> input, SeededRandom? random = null)
    {
        RowBlock<T> output = _output.Resize(input.Rows);
        fixed (T* start = &input.Origin)
        {
            _input = new PinnedRows<T>(start, input.Rows, input.Columns, input.Stride);
            WorkTeam.Run(_team, (input.Rows + PieceRows - 1) / PieceRows, _run);
        }

        return output;
    }

    public override void Backpropagate(PackedBatch batch, RowBlock<T> input, RowBlock<T> dOutput, RowBlock<T> dInput)
    {
        RowBlock<T> dProduct = dOutput;
        if (_activation is not null)
        {
            dProduct = _dSum.Resize(dOutput.Rows);
            _activation.Backpropagate(_output.Block, dOutput, dProduct);
        }

        fixed (T* start = &input.Origin, dProductStart = &dProduct.Origin, dInputStart = &dInput.Origin)
        {
            _input = new PinnedRows<T>(start, input.Rows, input.Columns, input.Stride);
            _dProduct = new PinnedRows<T>(dProductStart, dProduct.Rows, dProduct.Columns, dProduct.Stride);
            _dInput = new PinnedRows<T>(dInputStart, dInput.Rows, dInput.Columns, dInput.Stride);
            WorkTeam.Run(_team, dInput.Rows > 0 ? 2 : 1, _return);
        }
    }

    private void Run(int piece)
    {
        int first = piece * PieceRows, rows = Math.Min(PieceRows, _output.Rows - first);
        RowBlock<T> output = _output.SliceRows(first, rows);
        _layer.Product.Apply(_input.Block.SliceRows(first, rows), output);
        _activation?.Apply(output, output);
    }

    private void Return(int product)
    {
        if (product == 0)
            _layer.Product.AddGradient(_input.Block, _dProduct.Block, _product);
        else
            _layer.Product.AddInputGradient(_dProduct.Block, _dInput.Block);
    }
}
