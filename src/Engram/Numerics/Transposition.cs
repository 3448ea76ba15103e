using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Engram.Numerics;

/// <summary>Turns a block: rows become columns.</summary>
internal static class Transposition
{
    private const int Side = 8;

    /// <summary>Writes <c>target[c, r] = source[r, c]</c>.</summary>
    /// <param name="source"><c>[m, n]</c>.</param>
    /// <param name="target"><c>[n, m]</c>; must not overlap.</param>
    public static void Copy<T>(RowBlock<T> source, RowBlock<T> target)
        where T : unmanaged
    {
        target.Require(source.Columns, source.Rows, "Transposition.Copy", nameof(target));
        int rows = 0, columns = 0;
        if (typeof(T) == typeof(float) && Simd.HasLanes && source.Rows >= Side && source.Columns >= Side)
        {
            (rows, columns) = (source.Rows / Side * Side, source.Columns / Side * Side);
            ref float from = ref Unsafe.As<T, float>(ref source.Origin), to = ref Unsafe.As<T, float>(ref target.Origin);
            CopySquares(ref from, source.Stride, ref to, target.Stride, rows, columns);
        }

        CopyPlain(source, target, 0, columns);
        CopyPlain(source.SliceColumns(0, columns), target.SliceRows(0, columns), rows, 0);
    }

    /// <summary>The twin of the kernel: element by element, from a row and a column on.</summary>
    public static void CopyPlain<T>(RowBlock<T> source, RowBlock<T> target, int firstRow, int firstColumn)
        where T : unmanaged
    {
        for (int row = firstRow; row < source.Rows; row++)
        {
            ref T from = ref source.Start(row), to = ref Unsafe.Add(ref target.Origin, row);
            for (int column = firstColumn; column < source.Columns; column++)
                Unsafe.Add(ref to, (nint)column * target.Stride) = Unsafe.Add(ref from, column);
        }
    }

    private static void CopySquares(ref float source, nint sourceStride, ref float target, nint targetStride, int rows, int columns)
    {
        for (int row = 0; row < rows; row += Side)
        {
            for (int column = 0; column < columns; column += Side)
            {
                CopySquare(
                    ref Unsafe.Add(ref source, (row * sourceStride) + column), sourceStride,
                    ref Unsafe.Add(ref target, (column * targetStride) + row), targetStride);
            }
        }
    }

    // Halves of rows r and r + 4 share a vector; then pairs, then pairs of pairs, change places inside each half.
    private static void CopySquare(ref float source, nint stride, ref float target, nint targetStride)
    {
        for (int half = 0; half < 2; half++)
        {
            ref float from = ref Unsafe.Add(ref source, 4 * half), to = ref Unsafe.Add(ref target, 4 * half * targetStride);
            Vector256<float> a = Halves(ref from, ref Unsafe.Add(ref from, 4 * stride));
            Vector256<float> b = Halves(ref Unsafe.Add(ref from, stride), ref Unsafe.Add(ref from, 5 * stride));
            Vector256<float> c = Halves(ref Unsafe.Add(ref from, 2 * stride), ref Unsafe.Add(ref from, 6 * stride));
            Vector256<float> d = Halves(ref Unsafe.Add(ref from, 3 * stride), ref Unsafe.Add(ref from, 7 * stride));
            Vector256<float> low = Avx.UnpackLow(a, b), high = Avx.UnpackHigh(a, b), low2 = Avx.UnpackLow(c, d), high2 = Avx.UnpackHigh(c, d);
            Avx.Shuffle(low, low2, 0b01_00_01_00).StoreUnsafe(ref to);
            Avx.Shuffle(low, low2, 0b11_10_11_10).StoreUnsafe(ref Unsafe.Add(ref to, targetStride));
            Avx.Shuffle(high, high2, 0b01_00_01_00).StoreUnsafe(ref Unsafe.Add(ref to, 2 * targetStride));
            Avx.Shuffle(high, high2, 0b11_10_11_10).StoreUnsafe(ref Unsafe.Add(ref to, 3 * targetStride));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Halves(ref float first, ref float second) =>
        Vector256.Create(Vector128.LoadUnsafe(ref first), Vector128.LoadUnsafe(ref second));
}
