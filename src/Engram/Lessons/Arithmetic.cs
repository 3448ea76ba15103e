using System.Globalization;

namespace Engram.Lessons;

/// <summary>Numbers and sums as one writes them by hand.</summary>
internal static class Arithmetic
{
    private static readonly NumberFormatInfo Format = new() { NegativeSign = "−", NumberGroupSeparator = " " };

    /// <summary>A number with at most six decimals, or in powers of ten where those would hide it.</summary>
    public static string Number(double value)
    {
        double size = Math.Abs(value);
        if (size > 0 && (size < 5e-7 || size >= 1e9))
            return value.ToString("0.0#e+0", Format).Replace("e+", "e", StringComparison.Ordinal);
        double rounded = Math.Round(value, 6);
        return (rounded == 0 ? 0 : rounded).ToString("0.######", Format);
    }

    /// <summary>A whole number with its thousands apart: 541 200.</summary>
    public static string Count(long value) => value.ToString("#,0", Format);

    /// <summary>A vector: (1, 2).</summary>
    public static string Vector(IEnumerable<double> values) => $"({string.Join(", ", values.Select(Number))})";

    /// <summary>A number in brackets where it is negative, as behind a dot.</summary>
    public static string Factor(double value) => value < 0 ? $"({Number(value)})" : Number(value);

    /// <summary>w·x, both numbers.</summary>
    public static string Product(double left, double right) => $"{Number(left)}·{Factor(right)}";

    /// <summary>w·x + w·x + b, all numbers; a bias of 0 is left out.</summary>
    public static string Sum(IEnumerable<(double Weight, double Input)> products, double bias = 0)
    {
        List<string> parts = [.. products.Select((product, i) => i == 0
            ? Product(product.Weight, product.Input)
            : $"{Sign(product.Weight)}{Product(Math.Abs(product.Weight), product.Input)}")];
        if (bias != 0)
            parts.Add($"{Sign(bias)}{Number(Math.Abs(bias))}");
        return string.Concat(parts);
    }

    private static string Sign(double value) => value < 0 ? " − " : " + ";
}
