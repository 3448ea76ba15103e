using System.Numerics;

namespace Engram.Numerics;

/// <summary>A kernel packed for the way back, when the first gradient asks for it: a network that only predicts never does.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class BackwardKernel<T>(Parameter<T> kernel, int firstRow, int blocks, int units, int width)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Lock _lock = new();
    private PackedMatrix<T>? _packed;
    private volatile bool _isStale = true;

    /// <summary>Says that the kernel has changed.</summary>
    public void Refresh() => _isStale = true;

    /// <summary>Adds <c>gradients × kernel</c>.</summary>
    /// <param name="gradients">Of the kernel's results, each block <c>width</c> columns after the one before.</param>
    /// <param name="destination"><c>[rows, kernel columns]</c>; is added to.</param>
    public void AddProduct(RowBlock<T> gradients, RowBlock<T> destination)
    {
        if (kernel.Precision != WeightPrecision.Bits32)
        {
            UnpackedProduct.Add(gradients, units, width, kernel.Values.SliceRows(firstRow, blocks * units), destination);
            return;
        }

        if (_isStale)
            Pack();
        _packed!.AddProduct(gradients, destination);
    }

    private void Pack()
    {
        lock (_lock)
        {
            if (!_isStale)
                return;
            _packed ??= new PackedMatrix<T>(blocks * width, kernel.Columns);
            for (int block = 0; block < blocks; block++)
                _packed.SetRows(kernel.Values.SliceRows(firstRow + (block * units), units), block * width);
            _isStale = false;
        }
    }
}
