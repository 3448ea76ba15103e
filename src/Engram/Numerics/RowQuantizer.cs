using System.Numerics;
using System.Runtime.CompilerServices;

namespace Engram.Numerics;

/// <summary>Rounds what is multiplied by 8-bit weights to whole numbers, each row by its own largest value: dynamic scaling.</summary>
/// <remarks>Every operation is exact or rounds in one way only, element by element, so that all SIMD paths give the same numbers.</remarks>
internal static class RowQuantizer
{
    /// <summary>The largest whole number: 12 bits and a sign.</summary>
    private const int Largest = 4095;

    // Beside any bias such a row is nothing, and dividing by it would overflow.
    private const float Nothing = 1e-30f;

    // 1.5·2²³: what is added to it is rounded to a whole number, ties to even, and stands in its lowest bits.
    private const float Magic = 12582912;
    private const int MagicBits = 0x4B400000;

    private const int Magnitude = int.MaxValue;
    private const int Infinity = 0x7F800000;

    /// <summary>The largest whole number for which no sum over a depth can overflow 32 bits.</summary>
    /// <param name="depth">1 or more.</param>
    public static int LargestFor(int depth) => (int)Math.Min(Largest, int.MaxValue / ((long)Quantization.Largest * depth));

    /// <summary>Rounds a row: <c>row ≈ numbers · factor</c>.</summary>
    /// <param name="row">The row.</param>
    /// <param name="numbers">As long; from −largest to largest.</param>
    /// <param name="largest">What the row's largest value becomes.</param>
    /// <returns>The factor; not a number where the row holds a value that is not finite.</returns>
    public static float Round(ReadOnlySpan<float> row, Span<short> numbers, int largest)
    {
        int bits = LargestMagnitude(row);
        float magnitude = BitConverter.Int32BitsToSingle(bits);
        if (bits >= Infinity || magnitude < Nothing)
        {
            numbers.Clear();
            return bits >= Infinity ? float.NaN : 0;
        }

        float inverse = largest / magnitude;
        int i = 0;
        for (; i + Vector<short>.Count <= row.Length; i += Vector<short>.Count)
        {
            Vector<int> first = Whole(new Vector<float>(row[i..]) * inverse);
            Vector<int> second = Whole(new Vector<float>(row[(i + Vector<float>.Count)..]) * inverse);
            Vector.Narrow(first, second).CopyTo(numbers[i..]);
        }

        for (; i < row.Length; i++)
            numbers[i] = (short)Whole(row[i] * inverse);
        return magnitude / largest;
    }

    /// <summary>The nearest whole number, ties to even, of a value below 2²² in magnitude.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Whole(float value) => BitConverter.SingleToInt32Bits(value + Magic) - MagicBits;

    // As bits, among which whatever is not finite is larger than all else.
    private static int LargestMagnitude(ReadOnlySpan<float> row)
    {
        Vector<int> all = Vector<int>.Zero, mask = new(Magnitude);
        int i = 0;
        for (; i + Vector<float>.Count <= row.Length; i += Vector<float>.Count)
            all = Vector.Max(all, Vector.AsVectorInt32(new Vector<float>(row[i..])) & mask);
        int largest = 0;
        for (int lane = 0; lane < Vector<int>.Count; lane++)
            largest = Math.Max(largest, all[lane]);
        for (; i < row.Length; i++)
            largest = Math.Max(largest, BitConverter.SingleToInt32Bits(row[i]) & Magnitude);
        return largest;
    }

    private static Vector<int> Whole(Vector<float> values) =>
        Vector.AsVectorInt32(values + new Vector<float>(Magic)) - new Vector<int>(MagicBits);
}
