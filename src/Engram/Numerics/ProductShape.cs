namespace Engram.Numerics;

/// <summary>Sizes and steps of a product of floats, in elements.</summary>
/// <param name="Rows">Rows of the left side and of the result.</param>
/// <param name="Columns">Columns of the right side and of the result.</param>
/// <param name="Depth">Columns of the left side, rows of the right.</param>
/// <param name="LeftStride">From one row of the left side to the next.</param>
/// <param name="Stride">From one row of the result to the next.</param>
internal readonly record struct ProductShape(int Rows, int Columns, int Depth, nint LeftStride, nint Stride);
