using System.Globalization;
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
        mark { color: inherit; border-radius: .3rem; padding: .2rem .4rem; -webkit-box-decoration-break: clone; box-decoration-break: clone }
        .c0 { background: light-dark(#dbe9ff, #1d3a63) } .c1 { background: light-dark(#d5f2dc, #17462a) }
        .c2 { background: light-dark(#ffe8cc, #573a12) } .c3 { background: light-dark(#f3dcff, #45265c) }
        .c4 { background: light-dark(#ffdde2, #5c2530) } .c5 { background: light-dark(#d3f2f2, #144a4a) }
        .c6 { background: light-dark(#f2efc4, #494512) }
        mark small, .intent { font-size: .75rem; font-weight: 600; margin-inline-start: .4rem; white-space: nowrap }
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
            html.Add($"{utterance.Text[done..slot.Start]}<mark class=\"c{Colour(slot.Name)}\">{utterance.Text[slot.Start..slot.End]}");
            html.Add($"<small>{slot.Name} {Percent(slot.Probability)}</small></mark>");
            done = slot.End;
        }

        html.Add($"{utterance.Text[done..]}");
        if (utterance.Intent is { } intent)
            html.Add($"<span class=\"intent\">{intent.Name} {Percent(intent.Probability)}</span>");
        return html.Raw("</p>").ToString().ReplaceLineEndings("");
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0}\u00a0%");

    // The same slot has the same colour in every file; its name is there too for those who see none.
    private static int Colour(string slot)
    {
        const int Colours = 7;
        return slot.Aggregate(0, (sum, c) => ((31 * sum) + c) % Colours);
    }
}
