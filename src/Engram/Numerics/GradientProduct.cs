using System.Numerics;

namespace Engram.Numerics;

/// <summary>Weight gradients: <c>dW += dGatesᵀ × inputs</c>, summed over the rows of a whole batch in one product.</summary>
/// <remarks>Each gradient is one chain over the rows, in their order, added to what the parameter already holds.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class GradientProduct<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dictionary<int, (PackedMatrix<T> Inputs, RowBuffer<T> Sum)> _byWidth = [];
    private T[] _turned = [];

    /// <summary>Adds the gradient of a kernel.</summary>
    /// <param name="dGates"><c>[rows, blocks·width]</c>: the gradient of the product's result.</param>
    /// <param name="inputs"><c>[rows, k]</c>: what was multiplied by the kernel.</param>
    /// <param name="gradient"><c>[blocks·units, k]</c>: is added to.</param>
    /// <param name="units">Columns of a block that belong to the kernel.</param>
    /// <param name="width">Columns from one block to the next.</param>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public void Add(RowBlock<T> dGates, RowBlock<T> inputs, RowBlock<T> gradient, int units, int width)
    {
        inputs.Require(dGates.Rows, inputs.Columns, "GradientProduct.Add", nameof(inputs));
        gradient.Require(dGates.Columns / width * units, inputs.Columns, "GradientProduct.Add", nameof(gradient));
        if (dGates.Rows == 0)
            return;
        if (!_byWidth.TryGetValue(inputs.Columns, out (PackedMatrix<T> Inputs, RowBuffer<T> Sum) memory))
            _byWidth.Add(inputs.Columns, memory = (new(dGates.Rows, inputs.Columns), new(inputs.Columns)));

        memory.Inputs.Resize(dGates.Rows);
        memory.Inputs.SetRows(inputs, 0);
        RowBlock<T> sum = memory.Sum.Resize(units);
        for (int block = 0; block < dGates.Columns / width; block++)
        {
            memory.Sum.Clear();
            memory.Inputs.AddProduct(Turn(dGates.SliceColumns(block * width, units)), sum);
            Rows.Add(sum, gradient.SliceRows(block * units, units));
        }
    }

    /// <summary>Adds the gradient of a kernel whose result has no padding between blocks.</summary>
    /// <param name="dOutput"><c>[rows, n]</c>: the gradient of the product's result.</param>
    /// <param name="inputs"><c>[rows, k]</c>: what was multiplied by the kernel.</param>
    /// <param name="gradient"><c>[n, k]</c>: is added to.</param>
    public void Add(RowBlock<T> dOutput, RowBlock<T> inputs, RowBlock<T> gradient) =>
        Add(dOutput, inputs, gradient, dOutput.Columns, dOutput.Columns);

    // A product reads its left side along the depth: here the rows of the batch, which lie a whole row of gates apart.
    private RowBlock<T> Turn(RowBlock<T> dGates)
    {
        int stride = Simd.PadRow(dGates.Rows);
        if (_turned.Length < dGates.Columns * stride)
            _turned = GC.AllocateUninitializedArray<T>(dGates.Columns * stride * 3 / 2);
        RowBlock<T> turned = new(_turned, dGates.Columns, dGates.Rows, stride);
        Transposition.Copy(dGates, turned);
        return turned;
    }
}
