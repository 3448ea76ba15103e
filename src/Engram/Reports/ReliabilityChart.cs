using Engram.Evaluation;

namespace Engram.Reports;

/// <summary>Draws how often predictions were right against how probable they were said to be.</summary>
internal static class ReliabilityChart
{
    private const int Size = 300;
    private const int Left = 52;
    private const int Top = 14;
    private const int Counts = 56;

    public static void WriteSection(Markup html, Scores scores)
    {
        if (scores.TagCalibration is null && scores.IntentCalibration is null)
            return;
        html.Raw("<section>").Raw("<h2>Calibration</h2>");
        html.Raw("<p>Of all predictions made with about 80% probability, 80% should be right: then the points lie on the diagonal. Below it the "
            + "model is too sure, above it not sure enough. The bars show how many predictions there are "
            + "(square root, so that rare ones can be seen).</p>");
        html.Raw("<div class=\"charts\">");
        Write(html, "Tags", scores.TagCalibration);
        Write(html, "Intents", scores.IntentCalibration);
        html.Raw("</div>").Raw("</section>");
    }

    private static void Write(Markup html, string name, Calibration? calibration)
    {
        if (calibration is null)
            return;
        double error = 100 * calibration.ExpectedCalibrationError;
        html.Line($"<figure><figcaption><b>{name}</b>: expected calibration error {error:0.00}%</figcaption>");
        int height = Top + Size + 26 + Counts + 22;
        html.Line($"<svg viewBox=\"0 0 {Left + Size + 16} {height}\" width=\"{Left + Size + 16}\" height=\"{height}\" role=\"img\" "
            + $"aria-label=\"{name}: share of right predictions against probability\">");
        for (int tick = 0; tick <= 4; tick++)
        {
            double x = Left + (tick * Size / 4.0), y = Top + Size - (tick * Size / 4.0);
            html.Add($"<path class=\"grid\" d=\"M{Left} {y}h{Size}M{x} {Top}v{Size}\"/>");
            html.Add($"<text x=\"{Left - 8}\" y=\"{y + 4}\" text-anchor=\"end\">{25 * tick}%</text>");
            html.Line($"<text x=\"{x}\" y=\"{Top + Size + 18}\" text-anchor=\"middle\">{25 * tick}%</text>");
        }

        html.Line($"<path class=\"ideal\" d=\"M{Left} {Top + Size}L{Left + Size} {Top}\"/>");
        html.Line($"<text x=\"{Left}\" y=\"{height - 4}\">across: probability; up: share that was right</text>");
        WritePoints(html, [.. calibration.Bins.Where(bin => bin.Count > 0)]);
        html.Raw("</svg></figure>");
    }

    private static void WritePoints(Markup html, CalibrationBin[] bins)
    {
        double most = Math.Sqrt(bins.Max(bin => bin.Count));
        int foot = Top + Size + 26 + Counts;
        html.Add($"<path class=\"curve\" d=\"");
        for (int i = 0; i < bins.Length; i++)
            html.Add($"{(i == 0 ? "M" : "L")}{Left + (Size * bins[i].MeanProbability)} {Top + Size - (Size * bins[i].Accuracy)}");
        html.Line($"\"/>");
        foreach (CalibrationBin bin in bins)
        {
            double bar = Math.Max(1, (Counts - 4) * Math.Sqrt(bin.Count) / most), width = Size * (bin.Upper - bin.Lower);
            html.Add($"<g><title>{100 * bin.Lower:0}–{100 * bin.Upper:0}%: {bin.Count} predictions, ");
            html.Add($"mean probability {100 * bin.MeanProbability:0.0}%, right {100 * bin.Accuracy:0.0}%</title>");
            html.Add($"<rect class=\"count\" x=\"{Left + (Size * bin.Lower) + 1}\" y=\"{foot - bar}\" width=\"{width - 2}\" height=\"{bar}\"/>");
            html.Line($"<circle cx=\"{Left + (Size * bin.MeanProbability)}\" cy=\"{Top + Size - (Size * bin.Accuracy)}\" r=\"4\"/></g>");
        }
    }
}
