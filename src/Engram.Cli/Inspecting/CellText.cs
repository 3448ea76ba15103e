using System.Globalization;
using Spectre.Console;

namespace Engram.Cli.Inspecting;

/// <summary>A value as five columns of a heat map: a character as dense as the value is large, its sign, and two or three digits.</summary>
/// <remarks>With colour the background says how large it is; in plain text the character does. So neither needs the other.</remarks>
internal static class CellText
{
    /// <summary>Columns of a value.</summary>
    public const int Width = 5;

    private const string Densities = " ░▒▓█";

    /// <summary>The text.</summary>
    /// <param name="value">The value.</param>
    /// <param name="largest">What counts as the largest, above 0.</param>
    public static string Of(double value, double largest)
    {
        double share = Math.Min(1, Math.Abs(value) / largest);
        char density = Densities[(int)Math.Round(share * (Densities.Length - 1))];
        char sign = value < -0.005 ? '−' : ' ';
        return $"{density}{sign}{Digits(Math.Abs(value))}";
    }

    /// <summary>The colours: blue below 0, orange above, paler the nearer to 0, with letters that can be read on them.</summary>
    /// <param name="value">The value.</param>
    /// <param name="largest">What counts as the largest, above 0.</param>
    public static Style Colour(double value, double largest)
    {
        double share = Math.Min(1, Math.Abs(value) / largest);
        Color full = value < 0 ? new Color(33, 102, 172) : new Color(178, 88, 9);
        byte Mix(byte end) => (byte)(247 + ((end - 247) * share));
        return new Style(share > 0.88 ? Color.White : Color.Black, new Color(Mix(full.R), Mix(full.G), Mix(full.B)));
    }

    private static string Digits(double size) => size switch
    {
        < 0.995 => size.ToString(".00", CultureInfo.InvariantCulture),
        < 9.95 => size.ToString("0.0", CultureInfo.InvariantCulture),
        _ => Math.Min(999, size).ToString("0", CultureInfo.InvariantCulture).PadLeft(3),
    };
}
