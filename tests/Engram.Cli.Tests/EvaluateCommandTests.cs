using System.Text.Json;

namespace Engram.Cli.Tests;

public sealed class EvaluateCommandTests(TinyModel model) : IClassFixture<TinyModel>, IDisposable
{
    private const string Corpus = "# intent = book\nfly to [Taipei](destination)\n# intent = leave\nleave [Taipei](origin)\n";

    private readonly Cli _cli = new();

    // The shape that DESIGN promises to other programs, field by field.
    [Fact]
    public async Task Evaluate_AsJson_HasTheFieldsThatWerePromised()
    {
        _cli.Write("gold.txt", Corpus);

        Assert.Equal(ExitCode.Done, await Evaluate("gold.txt", "--json"));

        using JsonDocument answer = JsonDocument.Parse(_cli.Output);
        JsonElement scores = answer.RootElement;
        Assert.Equal((2, 5), (scores.GetProperty("sentences").GetInt32(), scores.GetProperty("tokens").GetInt32()));
        foreach (string field in (string[])["precision", "recall", "f1"])
            Assert.InRange(scores.GetProperty("slots").GetProperty(field).GetDouble(), 0, 1);
        Assert.Equal(1, scores.GetProperty("intent").GetProperty("accuracy").GetDouble());
        Assert.InRange(scores.GetProperty("exact").GetDouble(), 0, 1);
        Assert.InRange(scores.GetProperty("tokenAccuracy").GetDouble(), 0, 1);
        Assert.Equal(
            ["destination", "origin"],
            scores.GetProperty("perSlot").EnumerateArray().Select(slot => slot.GetProperty("name").GetString()).Order(StringComparer.Ordinal));
        Assert.Empty(_cli.Error);
    }

    [Fact]
    public async Task Evaluate_AsATable_HasALineASlot()
    {
        _cli.Write("gold.txt", Corpus);

        Assert.Equal(ExitCode.Done, await Evaluate("gold.txt"));

        Assert.Matches(@"\nsentences +2\n", _cli.Output);
        Assert.Matches(@"\nintents right +100\.00 %\n", _cli.Output);
        Assert.Matches(@"\ndestination( +[\d.]+ %){3} +1 +\d\n", _cli.Output);
    }

    [Fact]
    public async Task Evaluate_OfTagsAndIntentsThatTheModelDoesNotKnow_WarnsAndCountsMisses()
    {
        _cli.Write("gold.txt", "# intent = pay\npay [five](amount)\n");

        Assert.Equal(ExitCode.Done, await Evaluate("gold.txt", "--json"));

        Assert.Matches(@"^warning: .*B-amount", _cli.Error);
        Assert.Matches(@"\nwarning: .*pay", _cli.Error);
        using JsonDocument answer = JsonDocument.Parse(_cli.Output);
        Assert.Equal(0, answer.RootElement.GetProperty("slots").GetProperty("recall").GetDouble());
        Assert.Equal(0, answer.RootElement.GetProperty("exact").GetDouble());
    }

    [Fact]
    public async Task Evaluate_WithAReport_WritesOneOfflinePage()
    {
        _cli.Write("gold.txt", Corpus + "# intent = pay\npay [five](amount)\n");

        Assert.Equal(ExitCode.Done, await Evaluate("gold.txt", "--report", "@errors.html"));

        Assert.EndsWith("errors.html: written.\n", _cli.Error);
        string page = await File.ReadAllTextAsync(_cli.PathOf("errors.html"), TestContext.Current.CancellationToken);
        Assert.Contains("<title>tiny.engram on ", page);
        Assert.Contains("amount", page);
        Assert.DoesNotContain("<script src", page);
    }

    [Fact]
    public async Task Evaluate_OfAModelThatWasEditedElsewhere_NeedsNoVerify()
    {
        _cli.Write("gold.txt", Corpus);
        byte[] bytes = await File.ReadAllBytesAsync(model.Path, TestContext.Current.CancellationToken);
        bytes[^1000] ^= 1; // the lowest bit or so of one weight
        await File.WriteAllBytesAsync(_cli.PathOf("edited.engram"), bytes, TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Failed, await _cli.RunAsync("evaluate", "@edited.engram", "@gold.txt"));
        Assert.StartsWith("engram: edited.engram: the data is damaged: ", _cli.Error);

        Assert.Equal(ExitCode.Done, await _cli.RunAsync("evaluate", "@edited.engram", "@gold.txt", "--no-verify"));
    }

    [Fact]
    public async Task Evaluate_OfABadCorpus_SaysWhereAndPrintsNothing()
    {
        _cli.Write("bad.conll", "to\tO\nTaipei\n\n");

        Assert.Equal(ExitCode.Failed, await Evaluate("bad.conll", "--json", "--report", "@errors.html"));

        Assert.StartsWith("engram: bad.conll, line 2: found 1 column in 'Taipei', but expected two, word<TAB>tag.", _cli.Error);
        Assert.Empty(_cli.Output);
        Assert.False(File.Exists(_cli.PathOf("errors.html")));
    }

    public void Dispose() => _cli.Dispose();

    private Task<int> Evaluate(string corpus, params string[] more) => _cli.RunAsync(["evaluate", model.Path, $"@{corpus}", .. more]);
}
