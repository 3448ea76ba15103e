namespace Engram.Numerics;

/// <summary>Sizes of a product of some rows of whole numbers with 8-bit panels.</summary>
/// <param name="Rows">Rows, 1 to <see cref="Int8Panels.TileRows"/>.</param>
/// <param name="Columns">Columns of the panels and of the result.</param>
/// <param name="Pairs">Half the depth, rounded up: a row has twice as many whole numbers.</param>
/// <param name="Stride">From one row of the result to the next.</param>
internal readonly record struct Int8Tile(int Rows, int Columns, int Pairs, nint Stride);
