using System.Xml.Linq;
using Engram.Corpora;
using Engram.Evaluation;
using Engram.Reports;
using Engram.Tagging;

namespace Engram.Tests.Reports;

public sealed class EvaluationReportTests
{
    [Fact]
    public void ToHtml_WrongSentence_MarksWhatWasMissedAndWhatWasInvented()
    {
        XElement article = Page(Evaluate(
            new(["fly", "to", "Taipei", "now"], ["O", "O", "B-to", "B-when"], "book"),
            new(["fly", "to", "Taipei", "now"], ["O", "O", "B-from", "B-when"], "ask"))).Descendants("article").Single();

        Assert.Equal(
            ["missed: book ✗", "wrong: ask ✗", "missed: Taipeito ✗", "right: nowwhen ✓", "wrong: Taipeifrom ✗", "right: nowwhen ✓"],
            article.Descendants("mark").Select(mark => $"{mark.Attribute("class")!.Value}: {mark.Value}"));
        Assert.Equal("fly to Taipeito ✗ nowwhen ✓", article.Descendants("span").First(span => span.Attribute("class")!.Value == "words").Value);
    }

    [Fact]
    public void ToHtml_AnyOfSeveralIntents_IsRight()
    {
        XElement article = Page(Evaluate(
            new(["to", "Taipei"], ["O", "B-to"], "book # ask"), new(["to", "Taipei"], ["O", "O"], "ask"))).Descendants("article").Single();

        Assert.Equal(["missed: Taipeito ✗"], article.Descendants("mark").Select(mark => $"{mark.Attribute("class")!.Value}: {mark.Value}"));
    }

    [Fact]
    public void ToHtml_TextThatLooksLikeMarkup_IsEscaped()
    {
        const string evil = "<script>alert('x')</script>&\"";
        Scores scores = Evaluate(new([evil, "a\u0001b"], [$"B-{evil}", "O"], evil), new([evil, "a\u0001b"], ["O", "O"], "b"));

        string html = EvaluationReport.ToHtml(scores, new() { GoldScheme = TagScheme.Bio, Title = evil });

        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("\u0001", html);
        Assert.Equal(evil, XDocument.Parse(html.Replace("<!doctype html>", "", StringComparison.Ordinal)
            .Replace("<meta charset=\"utf-8\">", "", StringComparison.Ordinal)
            .Replace("initial-scale=1\">", "\"/>", StringComparison.Ordinal)
            .Replace("form-action 'none'\">", "\"/>", StringComparison.Ordinal)).Descendants("h1").Single().Value);
    }

    [Fact]
    public void ToHtml_ChineseCharacters_StandWithoutSpaces()
    {
        XElement page = Page(Evaluate(
            new(["到", "达", "台", "北", "ok", "now"], ["O", "O", "B-to", "I-to", "O", "O"]),
            new(["到", "达", "台", "北", "ok", "now"], ["O", "O", "O", "O", "O", "O"])));

        Assert.Contains("到达台北to ✗ ok now", page.Value);
    }

    [Fact]
    public void ToHtml_EverythingRight_SaysSo()
    {
        Utterance sentence = new(["Taipei"], ["B-to"], "ask");

        string text = Page(Evaluate(sentence, sentence)).Value;

        Assert.Contains("There is none.", text);
        Assert.Contains("No slot was missed, invented or taken for another.", text);
        Assert.Contains("100.00%", text);
    }

    [Fact]
    public void ToHtml_PlainTags_MarksTheTokensThatDiffer()
    {
        Evaluator evaluator = new(new() { GoldScheme = TagScheme.Plain });
        evaluator.Add(new(["a", "dog"], ["DET", "NOUN"]), new(["a", "dog"], ["DET", "VERB"]));

        string html = EvaluationReport.ToHtml(evaluator.ToScores(), new() { GoldScheme = TagScheme.Plain });

        Assert.Contains("<mark class=\"missed\">dog<i>NOUN ✗</i></mark>", html);
        Assert.Contains("<mark class=\"wrong\">dog<i>VERB ✗</i></mark>", html);
        Assert.DoesNotContain("Scores by slot", html);
    }

    [Fact]
    public void ToHtml_AnyPage_LoadsNothingAndRunsNothing()
    {
        string html = EvaluationReport.ToHtml(
            Evaluate(new(["x"], ["B-a"]), new(["x"], ["O"])), new() { GoldScheme = TagScheme.Bio });

        Assert.Contains("default-src 'none'", html);
        Assert.DoesNotContain("http:", html);
        Assert.DoesNotContain("https:", html);
        Assert.DoesNotContain("<script", html);
    }

    private static Scores Evaluate(Utterance gold, Utterance predicted)
    {
        Evaluator evaluator = new(new() { GoldScheme = TagScheme.Bio });
        evaluator.Add(gold, predicted, [.. gold.Tokens.Select(_ => 0.8f)], gold.Intent is null ? null : 0.6);
        return evaluator.ToScores();
    }

    private static XElement Page(Scores scores)
    {
        string html = EvaluationReport.ToHtml(scores, new() { GoldScheme = TagScheme.Bio });
        int body = html.IndexOf("<body>", StringComparison.Ordinal), end = html.IndexOf("</html>", StringComparison.Ordinal);
        return XElement.Parse(html[body..end], LoadOptions.PreserveWhitespace);
    }
}
