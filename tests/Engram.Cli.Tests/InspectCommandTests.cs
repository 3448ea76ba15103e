using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Engram.Inspection;
using Engram.Layers;
using Engram.Models;
using Spectre.Console;

namespace Engram.Cli.Tests;

public sealed partial class InspectCommandTests(TinyModel model) : IClassFixture<TinyModel>, IDisposable
{
    private const string Sentence = "fly to 台北 today";

    private readonly Cli _cli = new();
    private readonly SlotTagger _tagger = SlotTagger.Load(model.Path);

    [Fact]
    public async Task Inspect_ASentence_ShowsTheAnswerAndTheUnitsThatMoveMost()
    {
        Assert.Equal(ExitCode.Done, await Inspect(Sentence, "--rows", "3"));

        MemoryTrace trace = _tagger.Trace(Sentence);
        string[] lines = _cli.Output.Split('\n');
        Assert.Equal(TaggedUtteranceText.ToText(trace.Utterance), lines[0]);
        Assert.Contains(lines, line => Regex.IsMatch(line, @"^  台 +B-destination +B-destination [\d.]+ %"));
        Assert.Contains(lines, line => line.TrimStart().StartsWith(AnswerPercent(trace.Paths[0]), StringComparison.Ordinal) && line.Contains("destination=台北"));
        foreach (Direction direction in (Direction[])[Direction.Forward, Direction.Reverse])
        {
            string name = direction == Direction.Forward ? "forward" : "reverse";
            int heading = Array.IndexOf(lines, $"layer 0, {name}, cellState: the 3 of 16 that move most");
            Assert.True(heading > 0, _cli.Output);
            Assert.Equal(["fly", "to", "台", "北", "today"], lines[heading + 1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
            IReadOnlyList<int> units = UnitActivity.MostActive(trace.Layers[0][direction], "cellState", 3);
            for (int row = 0; row < 3; row++)
            {
                Assert.StartsWith($"  unit {units[row]} ", lines[heading + 2 + row], StringComparison.Ordinal);
                double[] shown = [.. Values().Matches(lines[heading + 2 + row][10..]).Select(match => double.Parse(match.Value.Replace('−', '-'), CultureInfo.InvariantCulture))];
                Assert.All(shown.Zip(trace.Layers[0][direction].State("cellState").Values), pair => Assert.Equal(pair.Second[units[row]], pair.First, 0.051));
                Assert.Equal(5, shown.Length);
            }
        }
    }

    [Fact]
    public async Task Inspect_AllGates_ShowsEachOfThem()
    {
        await Inspect(Sentence, "--gate", "all", "--direction", "forward");

        Assert.Equal(
            ["inputGate", "forgetGate", "candidate", "outputGate", "hidden", "cellState"],
            Regex.Matches(_cli.Output, @"^layer 0, forward, (\w+):", RegexOptions.Multiline).Select(match => match.Groups[1].Value));
        Assert.DoesNotContain("reverse", _cli.Output);
    }

    // The arithmetic that is shown must come out: i·c~ + f·c = c', and o·tanh(c') = h'.
    [Fact]
    public async Task Inspect_AUnit_SpellsOutArithmeticThatComesOut()
    {
        await Inspect(Sentence, "--unit", "7", "--direction", "reverse");

        MatchCollection cells = Cell().Matches(_cli.Output), hiddens = Hidden().Matches(_cli.Output);
        Assert.Equal((5, 5), (cells.Count, hiddens.Count));
        double[][] steps = [.. cells.Select(Numbers)], outputs = [.. hiddens.Select(Numbers)];
        Assert.All(steps, step => Assert.Equal((step[0] * step[1]) + (step[2] * step[3]), step[4], 2e-3));
        Assert.All(outputs, step => Assert.Equal(step[0] * Math.Tanh(step[1]), step[2], 2e-3));
        Assert.Equal(0, steps[0][3]); // the last word is read first
        Assert.Equal(steps[0][4], steps[1][3]);
        Assert.Matches("^  today  c' = ", cells[0].Value);
    }

    [Fact]
    public async Task Inspect_AsJson_PrintsTheTraceTheComparisonOrTheExplanation()
    {
        await Inspect(Sentence, "--json");
        Assert.Equal(MemoryTraceJson.ToJson(_tagger.Trace(Sentence)) + "\n", _cli.Output);

        await Inspect(Sentence, "--json", "--against", "leave Taipei");
        Assert.Equal(TraceComparisonJson.ToJson(TraceComparison.Of(_tagger, Sentence, "leave Taipei")) + "\n", _cli.Output);

        await Inspect(Sentence, "--json", "--why", "台");
        Assert.Equal(SlotExplanationJson.ToJson(new SlotExplainer(_tagger).Explain(Sentence, 2)) + "\n", _cli.Output);
    }

    [Fact]
    public async Task Inspect_AgainstAnother_ShowsWhereTheyBeginToDiffer()
    {
        await Inspect("fly to Taipei today", "--against", "fly to 台 today");

        Assert.Contains("layer 0, forward, the one minus the other: different since 'Taipei/台'", _cli.Output);
        Assert.Matches(@"(?m)^  layer 0 forward +\.00 +\.00 ", _cli.Output);
    }

    [Fact]
    public async Task Inspect_Why_ShowsEachWordWithBothMeasures()
    {
        await Inspect(Sentence, "--why", "台");

        SlotExplanation why = new SlotExplainer(_tagger).Explain(Sentence, 2);
        Assert.Contains($"why '台' is {why.Tag}: ", _cli.Output);
        string[] rows = [.. _cli.Output.Split('\n').Where(line => line.Count(letter => letter == '│') == 2)];
        Assert.Equal(Sentence.Replace("台北", "台 北", StringComparison.Ordinal).Split(' '), rows.Select(row => row[2..].Split(' ')[0]));
        Assert.Equal(why.Gradient.Select(value => string.Create(CultureInfo.InvariantCulture, $"{value:+0.00;−0.00;0.00}")), rows.Select(row => Signed().Match(row).Value));
        Assert.Matches("(?m)^> 台 ", _cli.Output);
    }

    [Fact]
    public async Task Inspect_OverACorpus_ShowsGatesReachAndWhereTheSameCellsAreOn()
    {
        _cli.Write("some.txt", "fly to [Taipei](destination)\nleave [Taipei](origin)\n");

        Assert.Equal(ExitCode.Done, await _cli.RunAsync("inspect", model.Path, "--corpus", "@some.txt"));
        Assert.Contains("gates over 2 sentences of some.txt", _cli.Output);
        Assert.Equal(6, Regex.Count(_cli.Output, @"(?m)^  0 (forward|reverse) +(input|forget|output)Gate +[\d.]+ % +[\d.]+ %$"));
        Assert.Matches(@"(?m)^     0  █+ +\d\.\d{4}$", _cli.Output);

        Assert.Equal(ExitCode.Done, await Inspect("fly to Taipei", "--corpus", "@some.txt", "--same-cells", "Taipei", "--threshold", "0.05"));
        Assert.Matches(@"cells? of layer 0 forward on at 'Taipei' \(hidden at least 0.05\)", _cli.Output);
        Assert.Matches(@"(?m)^ +(\d+) of \1  fly to \[Taipei\]$", _cli.Output);
    }

    [Fact]
    public async Task Inspect_AsHtml_WritesOneFileWithTheTrace()
    {
        Assert.Equal(ExitCode.Done, await Inspect("fly to <b>台北</b>", "--against", "leave 台北", "--html", "@page.html"));

        string page = await File.ReadAllTextAsync(_cli.PathOf("page.html"), TestContext.Current.CancellationToken);
        Assert.Equal("page.html: written.\n", _cli.Error);
        string data = page[(page.IndexOf("id=\"engram-data\">", StringComparison.Ordinal) + 17)..];
        using JsonDocument document = JsonDocument.Parse(data[..data.IndexOf("</script>", StringComparison.Ordinal)]);
        Assert.Equal(["offline", "trace", "compare", "why", "model"], document.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal("fly to <b>台北</b>", document.RootElement.GetProperty("trace").GetProperty("utterance").GetProperty("text").GetString());
        Assert.Equal("tiny", document.RootElement.GetProperty("model").GetProperty("name").GetString());
        Assert.Equal(40, document.RootElement.GetProperty("model").GetProperty("training").GetProperty("epochs").GetArrayLength());
        Assert.DoesNotContain("<b>台北", page);
    }

    [Fact]
    public async Task Inspect_ALongSentenceOffATerminal_WrapsNothing()
    {
        await Inspect(string.Join(' ', Enumerable.Repeat("Taipei", 60)), "--rows", "1", "--direction", "forward");

        Assert.Contains(_cli.Output.Split('\n'), line => Regex.Count(line, "Taipei") == 60 && line.StartsWith(' '));
    }

    [Fact]
    public async Task Inspect_WordsWithControlCharacters_ShowsThemHarmless()
    {
        Assert.Equal(ExitCode.Done, await Inspect("fly to \u001b[31mTaipei\u0007", "--unit", "1"));

        Assert.DoesNotContain("\u001b", _cli.Output);
        Assert.DoesNotContain("\u0007", _cli.Output);
        Assert.Contains("\uFFFD[31mTaipei", _cli.Output);
    }

    [Fact]
    public async Task Inspect_AnEmptySentence_ShowsNothingAndIsDone()
    {
        Assert.Equal(ExitCode.Done, await Inspect(""));
        Assert.Equal("\n", _cli.Output);
    }

    [Theory]
    [InlineData(ExitCode.WrongUsage, "a sentence is missing. Give one in quotes behind the model, or a corpus with --corpus.")]
    [InlineData(ExitCode.WrongUsage, "--why: a sentence is missing. Give one in quotes behind the model.", "--why", "Taipei")]
    [InlineData(ExitCode.WrongUsage, "--same-cells: there is nothing to search in. Give a corpus with --corpus.", Sentence, "--same-cells", "to")]
    [InlineData(ExitCode.WrongUsage, "--json: one object can be printed. Give --against or --why, not both.", Sentence, "--json", "--why", "to", "--against", "a")]
    [InlineData(ExitCode.WrongUsage, "--unit: 'x' is not a whole number, 0 or more.", Sentence, "--unit", "x")]
    [InlineData(ExitCode.WrongUsage, "--direction: 'up' is not known. Give one of: forward, reverse.", Sentence, "--direction", "up")]
    [InlineData(ExitCode.Failed, "There is no unit 16: the units of this layer are 0 to 15. Give one of them.", Sentence, "--unit", "16")]
    [InlineData(ExitCode.Failed, "--layer 1: the recurrent layers of this model are 0 to 0. Give one of them.", Sentence, "--layer", "1")]
    [InlineData(
        ExitCode.Failed,
        "This cell has nothing called 'resetGate'. Give one of: inputGate, forgetGate, candidate, outputGate, hidden, cellState.",
        Sentence, "--gate", "resetGate")]
    [InlineData(
        ExitCode.Failed, "--why: 'Rome' is no word of the sentence. Give one of: fly, to, 台, 北, today; or its number, from 0.", Sentence, "--why", "Rome")]
    [InlineData(
        ExitCode.Failed, "There is no word 5 to explain: the words of this sentence are 0 to 4. Give one of them.", Sentence, "--why", "5")]
    public async Task Inspect_WhatIsNotThere_SaysWhatIs(int code, string expected, params string[] args)
    {
        Assert.Equal(code, await Inspect(args));

        Assert.StartsWith($"engram: {expected}\n", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_OfWords_FitTheTerminalAndLoseNone()
    {
        string[] words = ["fly", "台北", "Llanfairpwllgwyngyll", "to", "x", "November"];
        Inspecting.WordColumns columns = new(words, width: 30, labelWidth: 10);

        (int Start, int End)[] groups = [.. columns.Groups()];

        Assert.Equal([(0, 2), (2, 3), (3, 5), (5, 6)], groups);
        Assert.All(groups, group => Assert.True(
            10 + Enumerable.Range(group.Start, group.End - group.Start).Sum(word => 1 + columns.Head(word).GetCellWidth()) <= 30));
        Assert.Equal("台北 ", columns.Head(1));
        Assert.Equal("Llanfairpwllg…", columns.Head(2));
    }

    [Theory]
    [InlineData(0, "  .00")]
    [InlineData(0.5, "▒ .50")]
    [InlineData(-0.83, "▓−.83")]
    [InlineData(0.999, "█ 1.0")]
    [InlineData(-12.3, "█− 12")]
    public void Cell_OfAValue_HasItsDensitySignAndDigits(double value, string expected) =>
        Assert.Equal(expected, Inspecting.CellText.Of(value, largest: 1));

    public void Dispose() => _cli.Dispose();

    private static string AnswerPercent(TracedPath path) => string.Create(CultureInfo.InvariantCulture, $"{100 * path.Probability:0.0} %");

    private Task<int> Inspect(params string[] args) => _cli.RunAsync(["inspect", model.Path, .. args]);

    private static double[] Numbers(Match match) =>
        [.. match.Groups.Cast<Group>().Skip(1).Select(group => double.Parse(group.Value.Trim('(', ')').Replace('−', '-'), CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"[+−]?\d+\.\d\d")]
    private static partial Regex Signed();

    [GeneratedRegex(@"−?(\d+\.\d|\.\d\d|\d+)")]
    private static partial Regex Values();

    [GeneratedRegex(@"^  .*c' = i·c~ \+ f·c = ([^ ·]+)·([^ ·]+) \+ ([^ ·]+)·([^ ·]+) = (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Cell();

    [GeneratedRegex(@"^  .*h' = o·tanh\(c'\) = ([^ ·]+)·tanh\((\(?[^ ()]+\)?)\) = (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Hidden();
}
