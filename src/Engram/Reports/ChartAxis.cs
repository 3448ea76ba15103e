using System.Globalization;

namespace Engram.Reports;

/// <summary>An axis from one round number to another, with a handful of round numbers between.</summary>
internal sealed class ChartAxis
{
    private readonly int _decimals;

    private ChartAxis(double low, double high, double step)
    {
        (Low, High) = (low, high);
        _decimals = Math.Clamp(-(int)Math.Floor(Math.Log10(step)), 0, 12);
        Ticks = [.. Enumerable.Range(0, (int)Math.Round((high - low) / step) + 1).Select(tick => low + (tick * step))];
    }

    public double Low { get; }

    public double High { get; }

    public IReadOnlyList<double> Ticks { get; }

    /// <summary>An axis that holds all the values; those that are not finite do not count.</summary>
    public static ChartAxis Around(IEnumerable<double> values, int ticks)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        double low = finite.DefaultIfEmpty(0).Min(), high = finite.DefaultIfEmpty(1).Max();
        if (low == high)
            (low, high) = (low - (low == 0 ? 0 : Math.Abs(low) / 2), high + (high == 0 ? 1 : Math.Abs(high) / 2));
        if (low > 0 && low < high / 2)
            low = 0;
        double step = Round((high - low) / ticks);
        return new(Math.Floor(low / step) * step, Math.Ceiling((high / step) - 1e-9) * step, step);
    }

    /// <summary>Where a value lies, 0 at the low end and 1 at the high one.</summary>
    public double Place(double value) => (value - Low) / (High - Low);

    /// <summary>A tick's text, with as many decimals as its neighbours.</summary>
    public string Label(double tick, bool isShare)
    {
        double shown = isShare ? 100 * tick : tick;
        int decimals = isShare ? Math.Max(0, _decimals - 2) : _decimals;
        string text = shown.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return (text.Trim('-', '0', '.').Length == 0 ? text.TrimStart('-') : text) + (isShare ? "%" : "");
    }

    // The next of 1, 2, 5, 10, 20, 50, … upwards.
    private static double Round(double step)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(step))), digit = step / power;
        return power * (digit <= 1.0001 ? 1 : digit <= 2.0001 ? 2 : digit <= 5.0001 ? 5 : 10);
    }
}
