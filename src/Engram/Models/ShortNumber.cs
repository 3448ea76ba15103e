using System.Buffers.Text;
using System.Diagnostics;

namespace Engram.Models;

/// <summary>Numbers as JSON text with seven significant digits, which is what a float holds.</summary>
/// <remarks>A trace has tens of thousands of them, nearly all between −1 and 1. Finding the shortest text that gives back the same bits costs more
/// than computing the trace; a multiplication and a few divisions by ten do not.</remarks>
internal static class ShortNumber
{
    /// <summary>No number takes more bytes.</summary>
    public const int MostBytes = 32;

    private const int Digits = 7;
    private const double Least = 1e-4;
    private const double Most = 1e6;

    private const uint Million = 1_000_000;

    private static readonly double[] Powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10];

    // 00, 01, … 99.
    private static ReadOnlySpan<byte> Pairs =>
        "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"u8
        + "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899"u8;

    /// <summary>Writes a number.</summary>
    /// <param name="value">Finite.</param>
    /// <param name="text">Room for <see cref="MostBytes"/>.</param>
    /// <returns>How many bytes were written.</returns>
    /// <exception cref="NotFiniteNumberException">JSON has no word for it.</exception>
    public static int Format(double value, Span<byte> text)
    {
        double magnitude = Math.Abs(value);
        if (magnitude is >= Least and < Most)
            return FormatDigits(value < 0, magnitude, text);
        if (magnitude == 0)
        {
            text[0] = (byte)'0';
            return 1;
        }

        if (!double.IsFinite(value))
        {
            throw new NotFiniteNumberException(
                $"The number {value} cannot be written as JSON. The model's weights are too large: train it with a lower learning rate.", value);
        }

        bool fits = Utf8Formatter.TryFormat(value, text, out int length, new('E', Digits - 1));
        Debug.Assert(fits);
        return length;
    }

    private static int FormatDigits(bool negative, double magnitude, Span<byte> text)
    {
        int decimals = Digits - 1;
        for (double top = 10; magnitude >= top; top *= 10)
            decimals--;
        for (double top = 1; magnitude < top; top /= 10)
            decimals++;
        uint scaled = (uint)((magnitude * Powers[decimals]) + 0.5);
        int length = 0;
        if (negative)
            text[length++] = (byte)'-';
        if (decimals >= Digits && scaled < Million * 10)
            return FormatFraction(scaled, decimals - Digits, text, length);
        while (decimals > 0 && scaled % 10 == 0)
        {
            scaled /= 10;
            decimals--;
        }

        uint unit = (uint)Powers[decimals];
        bool fits = Utf8Formatter.TryFormat(scaled / unit, text[length..], out int written);
        Debug.Assert(fits);
        length += written;
        if (decimals == 0)
            return length;
        text[length++] = (byte)'.';
        uint fraction = scaled % unit;
        for (int i = decimals - 1; i >= 0; i--, fraction /= 10)
            text[length + i] = (byte)('0' + (fraction % 10));
        return length + decimals;
    }

    // Nearly every number of a trace is below 1: seven digits, two at a time, behind "0." and zeros.
    private static int FormatFraction(uint scaled, int zeros, Span<byte> text, int length)
    {
        text[length++] = (byte)'0';
        text[length++] = (byte)'.';
        text.Slice(length, zeros).Fill((byte)'0');
        length += zeros;
        Span<byte> digits = text.Slice(length, Digits);
        digits[0] = (byte)('0' + (scaled / Million));
        scaled %= Million;
        for (int i = Digits - 2; i > 0; i -= 2)
        {
            int pair = (int)(scaled % 100) * 2;
            digits[i + 1] = Pairs[pair + 1];
            digits[i] = Pairs[pair];
            scaled /= 100;
        }

        length += Digits;
        while (text[length - 1] == (byte)'0')
            length--;
        return length;
    }
}
