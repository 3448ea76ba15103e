using System.Numerics;
using Engram.Numerics;

namespace Engram.Layers;

/// <summary>The input product where rows of a batch share rows of the input: a word that a batch holds ten times is multiplied once.</summary>
/// <remarks>The products have the bits that they would have for every row by itself; the gradients are summed over the rows of each word first, in
/// their order, and agree within rounding.</remarks>
internal sealed class SharedRows<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly InputProduct<T> _product;
    private readonly RowBuffer<T> _sums;
    private int[]? _numbers;

    public SharedRows(InputProduct<T> product)
    {
        _product = product;
        _sums = new RowBuffer<T>(product.Columns);
    }

    /// <summary>Whether the last run shared rows.</summary>
    public bool InUse => _numbers is not null;

    /// <summary>Says for each row of the next run which row of the input it reads; <see langword="null"/>: its own.</summary>
    public void Set(int[]? numbers) => _numbers = numbers;

    /// <summary>Computes W·x + b for every row of the batch.</summary>
    public void Apply(RowBlock<T> input, RowBlock<T> output)
    {
        if (_numbers is null)
        {
            _product.Apply(input, output);
            return;
        }

        RowBlock<T> products = _sums.Resize(input.Rows);
        _product.Apply(input, products);
        for (int row = 0; row < output.Rows; row++)
            products.Row(_numbers[row]).CopyTo(output.Row(row));
    }

    /// <summary>Adds the gradients of W, b and x.</summary>
    public void Backpropagate(RowBlock<T> input, RowBlock<T> dOutput, RowBlock<T> dInput, GradientProduct<T> product)
    {
        if (_numbers is null)
        {
            _product.Backpropagate(input, dOutput, dInput, product);
            return;
        }

        RowBlock<T> sums = _sums.Resize(input.Rows);
        _sums.Clear();
        for (int row = 0; row < dOutput.Rows; row++)
            Rows.Add(dOutput.Row(row), sums.Row(_numbers[row]));
        _product.Backpropagate(input, sums, dInput, product);
    }
}
