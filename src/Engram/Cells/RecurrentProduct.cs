using System.Numerics;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>A recurrent kernel of some blocks of gates, packed for both directions of travel.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class RecurrentProduct<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Parameter<T> _kernel;
    private readonly int _firstRow;
    private readonly int _blocks;
    private readonly int _units;
    private readonly int _width;
    private readonly PackedMatrix<T> _forward;
    private readonly PackedMatrix<T> _backward;

    /// <summary>Takes rows <c>firstRow … firstRow + blocks·units − 1</c> of a kernel <c>[…, inputs]</c>.</summary>
    public RecurrentProduct(Parameter<T> kernel, int firstRow, int blocks, int units)
    {
        _kernel = kernel;
        _firstRow = firstRow;
        _blocks = blocks;
        _units = units;
        _width = Simd.PadUnits(units);
        _forward = new PackedMatrix<T>(kernel.Columns, blocks * _width);
        _backward = new PackedMatrix<T>(blocks * _width, kernel.Columns);
    }

    private int Columns => _blocks * _width;

    public void Prepare()
    {
        for (int block = 0; block < _blocks; block++)
        {
            RowBlock<T> rows = _kernel.Values.SliceRows(_firstRow + (block * _units), _units);
            _forward.SetColumns(rows, block * _width);
            _backward.SetRows(rows, block * _width);
        }
    }

    /// <summary>Adds U·h to the blocks of gates that start at a column.</summary>
    public void Add(RowBlock<T> hidden, RowBlock<T> gates, int column = 0) =>
        _forward.AddProduct(hidden.SliceColumns(0, _kernel.Columns), gates.SliceColumns(column, Columns));

    /// <summary>Adds Uᵀ·dGates to the gradient of h.</summary>
    public void AddTransposed(RowBlock<T> dGates, RowBlock<T> dHidden, int column = 0) =>
        _backward.AddProduct(dGates.SliceColumns(column, Columns), dHidden.SliceColumns(0, _kernel.Columns));

    /// <summary>Adds dGatesᵀ·h to the gradient of U.</summary>
    public void AddGradient(RowBlock<T> dGates, RowBlock<T> hidden, GradientProduct<T> product, int column = 0) =>
        product.Add(
            dGates.SliceColumns(column, Columns),
            hidden.SliceColumns(0, _kernel.Columns),
            _kernel.Gradients.SliceRows(_firstRow, _blocks * _units),
            _units,
            _width);
}
