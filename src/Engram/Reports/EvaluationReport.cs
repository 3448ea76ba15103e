using Engram.Evaluation;

namespace Engram.Reports;

/// <summary>Writes the scores of a model as one HTML page that works offline: no script, nothing from outside.</summary>
/// <remarks>
/// Scores by slot, which slots are taken for which, whether probabilities mean what they say, and every wrong sentence with the annotated and the
/// predicted slots marked. Light or dark as the reader's system is. The same scores give the same bytes.
/// </remarks>
public static class EvaluationReport
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    /// <summary>Writes the page.</summary>
    /// <param name="scores">What was measured.</param>
    /// <param name="options">The heading, and how to read the tags.</param>
    /// <returns>The text of an HTML file.</returns>
    public static string ToHtml(Scores scores, EvaluationReportOptions options)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(options);
        Markup html = new();
        html.Raw("<!doctype html>").Raw("<html lang=\"en\">").Raw("<head>").Raw("<meta charset=\"utf-8\">");
        html.Raw($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">");
        html.Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.Line($"<title>{options.Title}</title>").Raw(EvaluationReportStyle.Css).Raw("</head>").Raw("<body>");
        html.Raw("<header>").Line($"<h1>{options.Title}</h1>");
        WriteFigures(html, scores);
        foreach (string warning in scores.Warnings)
            html.Line($"<p class=\"warning\"><b>Note:</b> {warning}.</p>");
        html.Raw("</header>").Raw("<main>");
        if (scores.Slots is not null)
        {
            WriteSlots(html, scores);
            ConfusionTable.Write(html, scores);
        }

        ReliabilityChart.WriteSection(html, scores);
        WrongSentences.Write(html, scores, options);
        return html.Raw("</main>").Raw("</body>").Raw("</html>").ToString();
    }

    private static void WriteFigures(Markup html, Scores scores)
    {
        html.Raw("<dl class=\"figures\">");
        if (scores.Slots is SpanScore slots)
        {
            Figure(html, "Slot F1", slots.F1);
            Figure(html, "Precision", slots.Precision);
            Figure(html, "Recall", slots.Recall);
        }

        if (scores.IntentAccuracy is double intent)
            Figure(html, "Intent accuracy", intent);
        Figure(html, "Whole sentences right", scores.Exact);
        Figure(html, "Token accuracy", scores.TokenAccuracy);
        html.Line($"<div><dt>Sentences</dt><dd>{scores.Sentences}</dd></div>");
        html.Line($"<div><dt>Tokens</dt><dd>{scores.Tokens}</dd></div>").Raw("</dl>");
    }

    private static void Figure(Markup html, string name, double share) =>
        html.Line($"<div><dt>{name}</dt><dd>{100 * share:0.00}<small>%</small></dd></div>");

    private static void WriteSlots(Markup html, Scores scores)
    {
        html.Raw("<section>").Raw("<h2>Scores by slot</h2>");
        html.Raw("<p>The most frequent first. A slot is right when its name and both of its ends are.</p>");
        html.Raw("<div class=\"wide\"><table>").Raw("<thead><tr><th scope=\"col\">slot</th><th scope=\"col\">annotated</th>"
            + "<th scope=\"col\">predicted</th><th scope=\"col\">right</th><th scope=\"col\">precision</th><th scope=\"col\">recall</th>"
            + "<th scope=\"col\">F1</th><td></td></tr></thead>").Raw("<tbody>");
        foreach (SlotScore slot in scores.PerSlot.OrderByDescending(slot => slot.Score.Gold).ThenBy(slot => slot.Name, StringComparer.Ordinal))
        {
            SpanScore score = slot.Score;
            html.Add($"<tr><th scope=\"row\">{slot.Name}</th><td>{score.Gold}</td><td>{score.Predicted}</td><td>{score.Correct}</td>");
            html.Add($"<td>{100 * score.Precision:0.0}</td><td>{100 * score.Recall:0.0}</td><td>{100 * score.F1:0.0}</td>");
            html.Line($"<td class=\"bar\"><span style=\"width:{100 * score.F1:0.0}%\"></span></td></tr>");
        }

        html.Raw("</tbody></table></div>").Raw("</section>");
    }
}
