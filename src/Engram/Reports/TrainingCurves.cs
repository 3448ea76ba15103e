using System.Globalization;

namespace Engram.Reports;

/// <summary>Draws what happened epoch by epoch, as one SVG: a chart for each kind of figure, one below the other.</summary>
/// <remarks>
/// The picture stands alone: no font, script or address from outside; light or dark as the reader's system is; a title and a description for those
/// who cannot see it. The same figures give the same bytes.
/// </remarks>
public static class TrainingCurves
{
    private const int Width = 720;
    private const int Top = 56;
    private const int PanelHeight = 230;
    private const int Left = 64;
    private const int Right = 24;
    private const int PlotTop = 44;
    private const int PlotHeight = 140;
    private const int MostDots = 120;

    private static readonly int[] Distances = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000, 100_000];

    private const string Style = """
        <style>
        svg { background: #fff; font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; color-scheme: light dark }
        text { fill: #24292f } .quiet { fill: #57606a } .title { font-size: 17px; font-weight: 600 } .name { font-weight: 600 }
        .grid { stroke: #d8dee4 } .best { stroke: #57606a; stroke-dasharray: 2 3 }
        .line { fill: none; stroke-width: 2; stroke-linejoin: round }
        .s0 { stroke: #0969da } .s1 { stroke: #bc4c00; stroke-dasharray: 7 3 } .s2 { stroke: #1a7f37; stroke-dasharray: 2 3 }
        .s3 { stroke: #8250df; stroke-dasharray: 9 3 2 3 } .s4 { stroke: #bf3989 }
        .dot { stroke-width: 4; stroke-linecap: round; stroke-dasharray: none }
        @media (prefers-color-scheme: dark) {
        svg { background: #0d1117 } text { fill: #e6edf3 } .quiet { fill: #9198a1 } .grid { stroke: #30363d } .best { stroke: #9198a1 }
        .s0 { stroke: #58a6ff } .s1 { stroke: #ffa657 } .s2 { stroke: #56d364 } .s3 { stroke: #d2a8ff } .s4 { stroke: #ff9bce }
        }
        </style>
        """;

    /// <summary>Draws the charts.</summary>
    /// <param name="title">What was trained, such as the name of the model.</param>
    /// <param name="charts">At least one; all over the same epochs.</param>
    /// <param name="chosenEpoch">The epoch whose weights were kept, counted from 1, which gets a mark; <see langword="null"/> for none.</param>
    /// <returns>The text of an SVG file.</returns>
    /// <exception cref="ArgumentException">There is no chart.</exception>
    public static string ToSvg(string title, IReadOnlyList<LineChart> charts, int? chosenEpoch = null)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(charts);
        if (charts.Count == 0)
            throw new ArgumentException("TrainingCurves: there is no chart. Give at least one.", nameof(charts));
        int height = Top + (charts.Count * PanelHeight), steps = charts.Max(chart => chart.Steps);
        Markup svg = new();
        svg.Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" role=\"img\" "
            + $"aria-labelledby=\"title description\">");
        svg.Line($"<title id=\"title\">{title}</title>").Line($"<desc id=\"description\">{Describe(charts, chosenEpoch)}</desc>");
        svg.Raw(Style);
        svg.Line($"<text class=\"title\" x=\"{Left}\" y=\"34\">{title}</text>");
        if (chosenEpoch is int chosen)
            svg.Line($"<text class=\"quiet\" x=\"{Width - Right}\" y=\"34\" text-anchor=\"end\">dotted: epoch {chosen}, which was kept</text>");
        for (int i = 0; i < charts.Count; i++)
            Draw(svg, charts[i], Top + (i * PanelHeight), Math.Max(steps, 1), chosenEpoch);
        return svg.Raw("</svg>").ToString();
    }

    private static void Draw(Markup svg, LineChart chart, int top, int steps, int? chosen)
    {
        ChartAxis axis = ChartAxis.Around(chart.Series.SelectMany(series => series.Values), ticks: 5);
        int bottom = top + PlotTop + PlotHeight;
        double Y(double value) => bottom - (PlotHeight * axis.Place(value));
        double X(int step) => steps == 1 ? Left + ((Width - Left - Right) / 2.0) : Left + ((double)(Width - Left - Right) * (step - 1) / (steps - 1));

        svg.Line($"<text class=\"name\" x=\"{Left}\" y=\"{top + 18}\">{chart.Title}</text>");
        foreach (double tick in axis.Ticks)
        {
            svg.Line($"<path class=\"grid\" d=\"M{Left} {Y(tick)}H{Width - Right}\"/>");
            svg.Line($"<text class=\"quiet\" x=\"{Left - 8}\" y=\"{Y(tick) + 4}\" text-anchor=\"end\">{axis.Label(tick, chart.IsShare)}</text>");
        }

        svg.Line($"<text class=\"quiet\" x=\"{Left - 8}\" y=\"{bottom + 18}\" text-anchor=\"end\">epoch</text>");
        foreach (int step in Steps(steps))
            svg.Line($"<text class=\"quiet\" x=\"{X(step)}\" y=\"{bottom + 18}\" text-anchor=\"middle\">{step}</text>");
        if (chosen is int best && best >= 1 && best <= steps)
            svg.Line($"<path class=\"best\" d=\"M{X(best)} {top + PlotTop}V{bottom}\"/>");
        if (chart.Series.Count > 1)
            DrawLegend(svg, chart, top);
        for (int i = 0; i < chart.Series.Count; i++)
            DrawSeries(svg, chart, i, X, Y);
    }

    private static void DrawLegend(Markup svg, LineChart chart, int top)
    {
        double x = Left;
        for (int i = 0; i < chart.Series.Count; i++)
        {
            svg.Line($"<path class=\"line s{i % 5}\" d=\"M{x} {top + 31}h26\"/>");
            svg.Line($"<text x=\"{x + 32}\" y=\"{top + 35}\">{chart.Series[i].Name}</text>");
            x += 56 + (7.2 * chart.Series[i].Name.Length);
        }
    }

    private static void DrawSeries(Markup svg, LineChart chart, int index, Func<int, double> x, Func<double, double> y)
    {
        ChartSeries series = chart.Series[index];
        svg.Add($"<path class=\"line s{index % 5}\" d=\"");
        bool pen = false;
        for (int i = 0; i < series.Values.Count; i++)
        {
            bool there = double.IsFinite(series.Values[i]);
            if (there)
                svg.Add($"{(pen ? "L" : "M")}{x(i + 1)} {y(series.Values[i])}");
            pen = there;
        }

        svg.Line($"\"/>");
        for (int i = 0; i < series.Values.Count && series.Values.Count <= MostDots; i++)
        {
            if (!double.IsFinite(series.Values[i]))
                continue;
            svg.Add($"<path class=\"dot s{index % 5}\" d=\"M{x(i + 1)} {y(series.Values[i])}h0\">");
            svg.Line($"<title>{series.Name}, epoch {i + 1}: {Text(series.Values[i], chart.IsShare)}</title></path>");
        }
    }

    private static IEnumerable<int> Steps(int steps)
    {
        int every = Array.Find(Distances, distance => steps / distance <= 12);
        return Enumerable.Range(1, steps).Where(step => step % Math.Max(1, every) == 0 || (step == 1 && every <= 2));
    }

    private static string Describe(IReadOnlyList<LineChart> charts, int? chosen)
    {
        IEnumerable<string> lines =
            from chart in charts
            from series in chart.Series
            let finite = series.Values.Where(double.IsFinite).ToArray()
            where finite.Length > 0
            select $"{series.Name}: first {Text(finite[0], chart.IsShare)}, lowest {Text(finite.Min(), chart.IsShare)}, "
                + $"highest {Text(finite.Max(), chart.IsShare)}, last {Text(finite[^1], chart.IsShare)}.";
        string kept = chosen is int epoch ? string.Create(CultureInfo.InvariantCulture, $" Epoch {epoch} was kept.") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{charts.Max(chart => chart.Steps)} epochs. {string.Join(' ', lines)}{kept}");
    }

    private static string Text(double value, bool isShare) => isShare
        ? (100 * value).ToString("0.00", CultureInfo.InvariantCulture) + "%"
        : value.ToString("G4", CultureInfo.InvariantCulture);
}
