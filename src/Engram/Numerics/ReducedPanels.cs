namespace Engram.Numerics;

/// <summary>Panels of packed weights in fewer than 32 bits, and their product with rows of floats.</summary>
internal abstract class ReducedPanels
{
    /// <summary>Panels of zeros.</summary>
    public static ReducedPanels Create(WeightPrecision precision, int depth, int columns) => precision switch
    {
        WeightPrecision.Bits16 => new BFloat16Panels(depth, columns),
        WeightPrecision.Bits8 => new Int8Panels(depth, columns),
        _ => throw new ArgumentOutOfRangeException(nameof(precision), precision, "ReducedPanels: expected Bits16 or Bits8."),
    };

    /// <summary>Packs rows of weights as columns.</summary>
    /// <param name="weights"><c>[n, depth]</c>, rounded already.</param>
    /// <param name="scales">The factor of each row; empty where there is none.</param>
    /// <param name="start">The first column to write.</param>
    public abstract void SetColumns(RowBlock<float> weights, ReadOnlySpan<float> scales, int start);

    /// <summary>Adds a product: <c>destination += rows × this</c>. The shapes have been checked.</summary>
    /// <param name="rows"><c>[m, depth]</c>, 1 row or more.</param>
    /// <param name="destination"><c>[m, columns]</c>, padded as <see cref="PackedMatrix{T}.AddProduct"/> asks for.</param>
    /// <param name="path">Whose kernel computes it; the machine must have it.</param>
    public abstract void Add(RowBlock<float> rows, RowBlock<float> destination, SimdPath path);
}
