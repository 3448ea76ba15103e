namespace Engram.Numerics;

/// <summary>Rounds the weights of a parameter to 16 or 8 bits. Its values are then the rounded ones, as floats.</summary>
/// <remarks>8 bits: <c>w ≈ q·s</c>, q whole from −127 to 127, s = max |w| / 127 of the row; each weight is off by s/2 at most. 16 bits: off by
/// 1/256 of itself at most, to the nearest, ties to even.</remarks>
internal static class Quantization
{
    /// <summary>The largest whole number of an 8-bit weight.</summary>
    public const int Largest = 127;

    // Below this a row's factor would lose bits itself; such weights are nothing beside any bias.
    private const float Nothing = 1e-30f;
    private const float LargestBFloat16 = 3.3895314e38f;

    /// <summary>Rounds a parameter that is made for it; weights in as many bits or fewer stay as they are.</summary>
    /// <param name="parameter">Its values must be finite.</param>
    /// <param name="precision">To how many bits.</param>
    public static void Apply(Parameter<float> parameter, WeightPrecision precision)
    {
        if (!parameter.IsQuantizable || precision <= parameter.Precision)
            return;
        if (precision == WeightPrecision.Bits16)
        {
            foreach (ref float value in parameter.Value.AsSpan())
                value = ToBFloat16(value);
            parameter.Hold(precision, []);
            return;
        }

        float[] scales = new float[parameter.Rows];
        for (int row = 0; row < parameter.Rows; row++)
            scales[row] = RoundToBytes(parameter.Values.Row(row));
        parameter.Hold(precision, scales);
    }

    /// <summary>Gives a parameter 8-bit weights.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="numbers">q, row-major, from −127 to 127.</param>
    /// <param name="scales">s of each row, 0 or more.</param>
    public static void SetBytes(Parameter<float> parameter, ReadOnlySpan<sbyte> numbers, float[] scales)
    {
        for (int row = 0; row < parameter.Rows; row++)
        {
            ReadOnlySpan<sbyte> from = numbers.Slice(row * parameter.Columns, parameter.Columns);
            Span<float> to = parameter.Values.Row(row);
            for (int column = 0; column < to.Length; column++)
                to[column] = from[column] * scales[row];
        }

        parameter.Hold(WeightPrecision.Bits8, scales);
    }

    /// <summary>q of the values of one row that are q·s.</summary>
    public static void ToBytes(ReadOnlySpan<float> values, float scale, Span<sbyte> numbers)
    {
        for (int i = 0; i < values.Length; i++)
            numbers[i] = scale == 0 ? (sbyte)0 : (sbyte)Math.Clamp(RowQuantizer.Whole(values[i] / scale), -Largest, Largest);
    }

    /// <summary>q of all values of an 8-bit parameter, row-major.</summary>
    public static sbyte[] ToBytes(Parameter<float> parameter)
    {
        sbyte[] numbers = new sbyte[parameter.Count];
        for (int row = 0; row < parameter.Rows; row++)
            ToBytes(parameter.Values.Row(row), parameter.Scales[row], numbers.AsSpan(row * parameter.Columns, parameter.Columns));
        return numbers;
    }

    private static float RoundToBytes(Span<float> row)
    {
        float largest = 0;
        foreach (float value in row)
            largest = Math.Max(largest, Math.Abs(value));
        float scale = largest < Nothing ? 0 : largest / Largest;
        foreach (ref float value in row)
            value = scale == 0 ? 0 : MathF.Round(value / scale) * scale;
        return scale;
    }

    private static float ToBFloat16(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(Math.Clamp(value, -LargestBFloat16, LargestBFloat16));
        uint half = (bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000;
        return BitConverter.UInt32BitsToSingle(half);
    }
}
