using Engram.Corpora;
using Engram.Evaluation;
using Engram.Tagging;

namespace Engram.Reports;

/// <summary>Writes the sentences that are wrong, each twice: as annotated and as predicted, with the slots marked where they stand.</summary>
internal static class WrongSentences
{
    public static void Write(Markup html, Scores scores, EvaluationReportOptions options)
    {
        html.Raw("<section>").Line($"<h2>Wrong sentences</h2>");
        int wrong = scores.PerSentence.Count(sentence => !sentence.Exact);
        if (wrong == 0)
        {
            html.Raw("<p>There is none.</p>").Raw("</section>");
            return;
        }

        html.Line($"<p>{wrong} of {scores.Sentences} sentences, counted from 1 in the order of the corpus. "
            + $"✓ in both: right. ✗ annotated: missed. ✗ predicted: wrong name, wrong end, or invented.</p>");
        if (wrong > scores.WrongSentences.Count)
            html.Line($"<p>The first {scores.WrongSentences.Count} are shown.</p>");
        foreach (WrongSentence sentence in scores.WrongSentences)
            WriteOne(html, sentence, options);
        html.Raw("</section>");
    }

    private static void WriteOne(Markup html, WrongSentence sentence, EvaluationReportOptions options)
    {
        IReadOnlyList<TokenSpan> gold = Spans(sentence.Gold, sentence.Predicted, options.GoldScheme);
        IReadOnlyList<TokenSpan> predicted = Spans(sentence.Predicted, sentence.Gold, options.PredictedScheme ?? options.GoldScheme);
        html.Line($"<article id=\"s{sentence.Index + 1}\"><h3><a href=\"#s{sentence.Index + 1}\">{sentence.Index + 1}</a></h3>");
        if (sentence.Gold.Intent is string intent && !IntentMatch.IsRight(intent, sentence.Predicted.Intent))
        {
            html.Add($"<p class=\"intent\">intent <mark class=\"missed\">{intent}<i> ✗</i></mark>");
            html.Line($" predicted <mark class=\"wrong\">{sentence.Predicted.Intent ?? "(none)"}<i> ✗</i></mark></p>");
        }

        if (gold.Count + predicted.Count > 0)
        {
            WriteLine(html, "annotated", "missed", sentence.Gold.Tokens, gold, predicted);
            WriteLine(html, "predicted", "wrong", sentence.Gold.Tokens, predicted, gold);
        }
        else
        {
            WriteLine(html, "no slots", "missed", sentence.Gold.Tokens, gold, predicted);
        }

        html.Raw("</article>");
    }

    private static void WriteLine(
        Markup html, string label, string fault, IReadOnlyList<string> tokens, IReadOnlyList<TokenSpan> spans, IReadOnlyList<TokenSpan> others)
    {
        html.Add($"<p><span class=\"label\">{label}</span><span class=\"words\" dir=\"auto\">");
        int next = 0;
        foreach (TokenSpan span in spans)
        {
            WriteTokens(html, tokens, next, span.Start, next > 0);
            html.Add($"{Gap(tokens, span.Start)}");
            bool right = others.Contains(span);
            html.Add($"<mark class=\"{(right ? "right" : fault)}\">");
            WriteTokens(html, tokens, span.Start, span.End, false);
            html.Add($"<i>{span.Name}{(right ? " ✓" : " ✗")}</i></mark>");
            next = span.End;
        }

        WriteTokens(html, tokens, next, tokens.Count, next > 0);
        html.Line($"</span></p>");
    }

    private static void WriteTokens(Markup html, IReadOnlyList<string> tokens, int start, int end, bool gapFirst)
    {
        for (int i = start; i < end; i++)
            html.Add($"{(i > start || gapFirst ? Gap(tokens, i) : "")}{tokens[i]}");
    }

    // Between Chinese or Japanese letters there is no space, elsewhere there is.
    private static string Gap(IReadOnlyList<string> tokens, int index) =>
        index == 0 || (IsIdeographic(tokens[index - 1]) && IsIdeographic(tokens[index])) ? "" : " ";

    private static bool IsIdeographic(string token) => token.Length > 0
        && token[0] is (>= '\u2e80' and < '\uac00') or (>= '\uf900' and <= '\ufaff') or (>= '\uff00' and <= '\uffef');

    // Plain tags have no spans: each token whose tag differs is one of its own.
    private static IReadOnlyList<TokenSpan> Spans(Utterance sentence, Utterance other, TagScheme scheme)
    {
        IReadOnlyList<string> tags = sentence.Tags ?? [], others = other.Tags ?? [];
        if (scheme != TagScheme.Plain)
            return TagSpans.Read(tags, scheme);
        IEnumerable<int> different = Enumerable.Range(0, tags.Count).Where(i => i >= others.Count || tags[i] != others[i]);
        return [.. different.Select(i => new TokenSpan(i, i + 1, tags[i]))];
    }
}
