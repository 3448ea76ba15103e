using System.Numerics;
using Engram.Numerics;

namespace Engram.Layers;

/// <summary>W·x + b for all rows of a batch in one product, and its gradient.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class InputProduct<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _blocks;
    private readonly int _units;
    private readonly int _width;
    private readonly PackedMatrix<T> _forward;
    private readonly BackwardKernel<T> _backward;
    private readonly RowBuffer<T> _biasRow;

    /// <summary>Creates a product of zeros.</summary>
    /// <param name="inputSize">Columns of the input.</param>
    /// <param name="blocks">Blocks of the output: the gates of a cell, or 1.</param>
    /// <param name="units">Rows of the kernel in each block.</param>
    /// <param name="width">Columns from one block of the output to the next; at least the units.</param>
    public InputProduct(int inputSize, int blocks, int units, int width)
    {
        (_blocks, _units, _width) = (blocks, units, width);
        Kernel = new Parameter<T>("kernel", blocks * units, inputSize) { IsQuantizable = true };
        Bias = new Parameter<T>("bias", 1, blocks * units);
        _forward = new PackedMatrix<T>(inputSize, blocks * width);
        _backward = new BackwardKernel<T>(Kernel, firstRow: 0, blocks, units, width);
        _biasRow = new RowBuffer<T>(1, blocks * width);
    }

    /// <summary>W, <c>[blocks·units, inputSize]</c>.</summary>
    public Parameter<T> Kernel { get; }

    /// <summary>b, <c>[1, blocks·units]</c>.</summary>
    public Parameter<T> Bias { get; }

    /// <summary>Columns of the output: blocks · width.</summary>
    public int Columns => _blocks * _width;

    /// <summary>Packs the parameters as they are now.</summary>
    public void Prepare()
    {
        for (int block = 0; block < _blocks; block++)
        {
            _forward.SetColumns(Kernel, block * _units, _units, block * _width);
            Bias.Value.AsSpan(block * _units, _units).CopyTo(_biasRow.Row(0)[(block * _width)..]);
        }

        _backward.Refresh();
    }

    /// <summary>Computes W·x + b.</summary>
    /// <param name="input"><c>[rows, inputSize]</c>.</param>
    /// <param name="output"><c>[rows, <see cref="Columns"/>]</c>; overwritten.</param>
    public void Apply(RowBlock<T> input, RowBlock<T> output)
    {
        Span<T> bias = _biasRow.Row(0);
        for (int row = 0; row < output.Rows; row++)
            bias.CopyTo(output.Row(row));
        _forward.AddProduct(input, output);
    }

    /// <summary>Adds the gradients of W, b and x.</summary>
    /// <param name="input">What <see cref="Apply"/> was given.</param>
    /// <param name="dOutput">Gradient of its result.</param>
    /// <param name="dInput">Gradient of the input; is added to. No rows where nobody needs it.</param>
    /// <param name="product">Computes weight gradients.</param>
    public void Backpropagate(RowBlock<T> input, RowBlock<T> dOutput, RowBlock<T> dInput, GradientProduct<T> product)
    {
        AddGradient(input, dOutput, product);
        if (dInput.Rows > 0)
            AddInputGradient(dOutput, dInput);
    }

    /// <summary>Adds the gradients of W and b.</summary>
    /// <param name="input">What <see cref="Apply"/> was given.</param>
    /// <param name="dOutput">Gradient of its result.</param>
    /// <param name="product">Computes weight gradients.</param>
    internal void AddGradient(RowBlock<T> input, RowBlock<T> dOutput, GradientProduct<T> product)
    {
        ArgumentNullException.ThrowIfNull(product);
        product.Add(dOutput, input, Kernel.Gradients, _units, _width);
        for (int block = 0; block < _blocks; block++)
            Rows.AddAll(dOutput.SliceColumns(block * _width, _units), Bias.Gradient.AsSpan(block * _units, _units));
    }

    /// <summary>Adds the gradient of x.</summary>
    /// <param name="dOutput">Gradient of the result of <see cref="Apply"/>.</param>
    /// <param name="dInput">Is added to.</param>
    internal void AddInputGradient(RowBlock<T> dOutput, RowBlock<T> dInput) => _backward.AddProduct(dOutput, dInput);
}
