using System.Numerics;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>A recurrent kernel of some blocks of gates, packed for both directions of travel.</summary>
/// <remarks>What the cells here are made of, and what a cell of your own can be made of. Blocks of gates, and parts of the state, start at multiples
/// of <see cref="Simd.PadUnits"/>, so that whole vectors fit into them.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class RecurrentProduct<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Parameter<T> _kernel;
    private readonly int _firstRow;
    private readonly int _blocks;
    private readonly int _units;
    private readonly int _width;
    private readonly PackedMatrix<T> _forward;
    private readonly BackwardKernel<T> _backward;

    /// <summary>Takes a whole kernel <c>[units, inputs]</c>, of one block.</summary>
    /// <param name="kernel">The kernel.</param>
    public RecurrentProduct(Parameter<T> kernel)
        : this(kernel, 0, 1, kernel?.Rows ?? 0)
    {
    }

    /// <summary>Takes rows <c>firstRow … firstRow + blocks·units − 1</c> of a kernel <c>[…, inputs]</c>.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="firstRow">The first row of the first block.</param>
    /// <param name="blocks">How many blocks.</param>
    /// <param name="units">Rows of a block.</param>
    public RecurrentProduct(Parameter<T> kernel, int firstRow, int blocks, int units)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        kernel.IsQuantizable = true;
        _kernel = kernel;
        _firstRow = firstRow;
        _blocks = blocks;
        _units = units;
        _width = Simd.PadUnits(units);
        _forward = new PackedMatrix<T>(kernel.Columns, blocks * _width);
        _backward = new BackwardKernel<T>(kernel, firstRow, blocks, units, _width);
    }

    private int Columns => _blocks * _width;

    /// <summary>Packs the kernel as it is now. To be called after it changes.</summary>
    public void Prepare()
    {
        for (int block = 0; block < _blocks; block++)
            _forward.SetColumns(_kernel, _firstRow + (block * _units), _units, block * _width);
        _backward.Refresh();
    }

    /// <summary>Adds U·h to the blocks of gates that start at a column.</summary>
    /// <param name="hidden">h: rows whose first columns are the inputs of the kernel.</param>
    /// <param name="gates">Is added to; each block as wide as <see cref="Simd.PadUnits"/> says.</param>
    /// <param name="column">Where the first block starts.</param>
    public void Add(RowBlock<T> hidden, RowBlock<T> gates, int column = 0) =>
        _forward.AddProduct(hidden.SliceColumns(0, _kernel.Columns), gates.SliceColumns(column, Columns));

    /// <summary>Adds Uᵀ·dGates to the gradient of h.</summary>
    /// <param name="dGates">Gradient of the gates; 0 in the padding of each block.</param>
    /// <param name="dHidden">Is added to.</param>
    /// <param name="column">Where the first block starts.</param>
    public void AddTransposed(RowBlock<T> dGates, RowBlock<T> dHidden, int column = 0) =>
        _backward.AddProduct(dGates.SliceColumns(column, Columns), dHidden.SliceColumns(0, _kernel.Columns));

    /// <summary>Adds dGatesᵀ·h to the gradient of U.</summary>
    /// <param name="dGates">Gradient of the gates of all steps.</param>
    /// <param name="hidden">h of all steps.</param>
    /// <param name="product">Computes weight gradients.</param>
    /// <param name="column">Where the first block starts.</param>
    public void AddGradient(RowBlock<T> dGates, RowBlock<T> hidden, GradientProduct<T> product, int column = 0)
    {
        ArgumentNullException.ThrowIfNull(product);
        product.Add(
            dGates.SliceColumns(column, Columns),
            hidden.SliceColumns(0, _kernel.Columns),
            _kernel.Gradients.SliceRows(_firstRow, _blocks * _units),
            _units,
            _width);
    }
}
