namespace Engram.Numerics;

/// <summary>Sizes and steps of a product of floats, in elements.</summary>
/// <param name="Rows">Rows of the left side and of the result.</param>
/// <param name="Columns">Columns of the right side and of the result.</param>
/// <param name="Depth">Columns of the left side, rows of the right.</param>
/// <param name="LeftStride">From one row of the left side to the next.</param>
/// <param name="Stride">From one row of the result to the next.</param>
internal readonly record struct ProductShape(int Rows, int Columns, int Depth, nint LeftStride, nint Stride)
{
    /// <summary>Elements of a row of the band of packed weights in which a column lies: fewer in the last band.</summary>
    public int BandWidth(int column) => Math.Min(Simd.BandWidth, Simd.PadRow(Columns) - (column / Simd.BandWidth * Simd.BandWidth));

    /// <summary>Where element (k, column) of the packed weights lies.</summary>
    public nint Place(int k, int column) =>
        ((nint)(column / Simd.BandWidth * Simd.BandWidth) * Depth) + ((nint)k * BandWidth(column)) + (column % Simd.BandWidth);

    /// <summary>Whether a single row reads the bands from the last to the first: every other row of a buffer does, so that the bands which one time
    /// step left in the cache are the first that the next one needs.</summary>
    /// <param name="result">The row of the result.</param>
    public unsafe bool ReadsBackwards(float* result) => ((nint)result / (Stride * sizeof(float)) & 1) != 0;
}
