using Engram.Models;

namespace Engram.Reports;

/// <summary>Answers of a tagger as one offline page: each text with its slots marked where they stand.</summary>
public static class TaggedPage
{
    /// <summary>What stands before the first answer.</summary>
    public static string Head { get; } = """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width">
        <title>Tagged sentences</title>
        <style>
        :root { color-scheme: light dark }
        body { font: 1rem/2.2 system-ui, sans-serif; margin: 1rem auto; max-width: 60rem; padding: 0 1rem }
        mark { background: light-dark(#dbe9ff, #1d3a63); color: inherit; border-radius: .3rem; padding: .2rem .4rem }
        mark small, .intent { font-size: .75rem; font-weight: 600; margin-inline-start: .4rem }
        .intent { border: 1px solid; border-radius: .3rem; padding: .1rem .4rem }
        p { margin: .2rem 0; min-height: 1.5em }
        </style></head><body><main>
        """;

    /// <summary>What stands after the last answer.</summary>
    public static string Foot => "</main></body></html>";

    /// <summary>One answer, as one line.</summary>
    /// <param name="utterance">The answer.</param>
    public static string Line(TaggedUtterance utterance)
    {
        ArgumentNullException.ThrowIfNull(utterance);
        Markup html = new();
        html.Raw("<p dir=\"auto\">");
        int done = 0;
        foreach (Slot slot in utterance.Slots)
        {
            html.Add($"{utterance.Text[done..slot.Start]}<mark>{slot.Value}<small>{slot.Name} {100 * slot.Probability} %</small></mark>");
            done = slot.End;
        }

        html.Add($"{utterance.Text[done..]}");
        if (utterance.Intent is { } intent)
            html.Add($"<span class=\"intent\">{intent.Name} {100 * intent.Probability} %</span>");
        return html.Raw("</p>").ToString().ReplaceLineEndings("");
    }
}
