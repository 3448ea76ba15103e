using Engram.Evaluation;

namespace Engram.Reports;

/// <summary>Writes which slots were taken for which: a table of the most frequent ones, and the whole list.</summary>
internal static class ConfusionTable
{
    private const int Most = 16;

    private const string None = "(none)";

    public static void Write(Markup html, Scores scores)
    {
        html.Raw("<section>").Raw("<h2>Confusion between slots</h2>");
        if (scores.Confusions.Count == 0)
        {
            html.Raw("<p>No slot was missed, invented or taken for another.</p>").Raw("</section>");
            return;
        }

        html.Line($"<p>A row is what was annotated, a column what was predicted in its place. {None} in a column: the slot was missed. "
            + $"{None} in a row: it was invented. On the diagonal the name is right and an end is wrong.</p>");
        WriteMatrix(html, scores.Confusions);
        html.Line($"<details><summary>All {scores.Confusions.Count} kinds of error</summary>").Raw("<div class=\"wide\"><table>");
        html.Raw("<thead><tr><th scope=\"col\">annotated</th><th scope=\"col\">predicted</th><th scope=\"col\">times</th></tr></thead><tbody>");
        foreach (SlotConfusion confusion in scores.Confusions)
            html.Line($"<tr><th scope=\"row\">{confusion.Gold ?? None}</th><td>{confusion.Predicted ?? None}</td><td>{confusion.Count}</td></tr>");
        html.Raw("</tbody></table></div></details>").Raw("</section>");
    }

    private static void WriteMatrix(Markup html, IReadOnlyList<SlotConfusion> confusions)
    {
        Dictionary<(string Gold, string Predicted), int> counts =
            confusions.ToDictionary(confusion => (confusion.Gold ?? None, confusion.Predicted ?? None), confusion => confusion.Count);
        string[] rows = Names(confusions, confusion => confusion.Gold), columns = Names(confusions, confusion => confusion.Predicted);
        int largest = confusions.Max(confusion => confusion.Count);

        html.Raw("<div class=\"wide\"><table class=\"matrix\">").Raw("<thead><tr><td></td>");
        foreach (string column in columns)
            html.Line($"<th scope=\"col\"><span>{column}</span></th>");
        html.Raw("</tr></thead><tbody>");
        foreach (string row in rows)
        {
            html.Add($"<tr><th scope=\"row\">{row}</th>");
            foreach (string column in columns)
            {
                int count = counts.GetValueOrDefault((row, column));
                if (count == 0)
                    html.Add($"<td></td>");
                else
                    html.Add($"<td title=\"{row} → {column}: {count}\" style=\"--heat:{Math.Ceiling(70.0 * count / largest)}%\">{count}</td>");
            }

            html.Raw("</tr>");
        }

        html.Raw("</tbody></table></div>");
        int hidden = confusions.Count(confusion => !rows.Contains(confusion.Gold ?? None) || !columns.Contains(confusion.Predicted ?? None));
        if (hidden > 0)
            html.Line($"<p>The table shows the {Most} most frequent names on each side; {hidden} rarer kinds of error are only in the list.</p>");
    }

    // The names with the most errors, in order of the alphabet, "none" last.
    private static string[] Names(IReadOnlyList<SlotConfusion> confusions, Func<SlotConfusion, string?> name) =>
    [
        .. confusions.GroupBy(confusion => name(confusion) ?? None, confusion => confusion.Count)
            .OrderByDescending(group => group.Key == None).ThenByDescending(group => group.Sum()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Take(Most).Select(group => group.Key).OrderBy(key => key == None).ThenBy(key => key, StringComparer.Ordinal),
    ];
}
