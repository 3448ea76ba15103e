namespace Engram.Cli.Tests;

public sealed class DataCommandTests : IDisposable
{
    private const string Tickets =
        "# intent = book\nto\tO\nTaipei\tB-destination\n\n"
        + "# intent = book\n台北\tB-destination\n\n"
        + "# intent = cancel\nno\tO\nNew\tB-origin\nYork\tI-origin\n\n";

    private readonly Cli _cli = new();

    [Fact]
    public async Task Stats_CountsWhatIsThere()
    {
        _cli.Write("train.conll", Tickets);
        _cli.Write("valid.conll", "# intent = change\nto\tO\nRome\tB-destination\n\n");

        Snapshot.Matches(await _cli.TranscribeAsync("data", "stats", "@train.conll", "--against", "@valid.conll", "--top", "2"));
    }

    [Fact]
    public async Task Validate_OfAGoodAndABadFile_ReportsBothAndFails()
    {
        _cli.Write("good.conll", Tickets);
        _cli.Write("bad.conll", "to\tO\textra\n\n");

        Snapshot.Matches(await _cli.TranscribeAsync("data", "validate", "@good.conll", "@bad.conll", "@missing.conll"));
    }

    [Fact]
    public async Task Validate_OfAContinuationOfNothing_WarnsOrRefuses()
    {
        _cli.Write("odd.conll", "to\tO\nTaipei\tI-destination\nis\tO\nit\tB-destination\n\n");

        Snapshot.Matches(await _cli.TranscribeAsync("data", "validate", "@odd.conll") + await _cli.TranscribeAsync("data", "validate", "--strict", "@odd.conll"));
    }

    [Fact]
    public async Task Convert_FromBrackets_WritesTwoColumns()
    {
        _cli.Write("brackets.txt", "# intent = book\nbook a flight to [New York](destination)\n");

        Snapshot.Matches(await _cli.TranscribeAsync("data", "convert", "@brackets.txt", "--to", "bioes"));
    }

    [Fact]
    public async Task Split_WithASeed_WritesTwoFilesThatHoldEverything()
    {
        _cli.Write("all.conll", Tickets);

        int code = await _cli.RunAsync("data", "split", "@all.conll", "--share", "0.3", "--seed", "5");

        Assert.Equal(ExitCode.Done, code);
        Assert.Equal("all.train.conll: 2 sentences written.\nall.valid.conll: 1 sentence written.\n", _cli.Error);
        string both = await File.ReadAllTextAsync(_cli.PathOf("all.train.conll"), TestContext.Current.CancellationToken)
            + await File.ReadAllTextAsync(_cli.PathOf("all.valid.conll"), TestContext.Current.CancellationToken);
        Assert.Equal(Tickets.Split("\n\n").Order(), both.Split("\n\n").Order());
    }

    [Fact]
    public async Task Convert_OfAMissingFile_WritesNothing()
    {
        int code = await _cli.RunAsync("data", "convert", "@missing.conll", "--out", "@out.conll");

        Assert.Equal(ExitCode.Failed, code);
        Assert.Equal("engram: missing.conll: there is no such file. Expected an annotated corpus; check the path.\n", _cli.Error);
        Assert.False(File.Exists(_cli.PathOf("out.conll")));
    }

    [Fact]
    public async Task Generate_FromAGrammar_WritesAnnotatedSentences()
    {
        _cli.Write("tiny.grammar", "intent book_flight\n  fly me to [<city>](destination)\n\n<city> = New York | ~Taipei\n");

        string training = await _cli.TranscribeAsync("data", "generate", "@tiny.grammar", "-n", "1");
        string heldOut = await _cli.TranscribeAsync("data", "generate", "@tiny.grammar", "-n", "1", "--split", "held-out");

        Snapshot.Matches(training + heldOut);
    }

    [Fact]
    public async Task Generate_WithoutAGrammar_UsesTheBuiltInOneAndTheSeed()
    {
        await _cli.RunAsync("data", "generate", "-n", "20", "--seed", "3");
        string first = _cli.Output;
        await _cli.RunAsync("data", "generate", "-n", "20", "--seed", "3");

        Assert.Equal(first, _cli.Output);
        Assert.Equal(20, _cli.Output.Split("# intent = ").Length - 1);
    }

    [Fact]
    public async Task Generate_AskedForTheGrammar_PrintsOneThatItCanRead()
    {
        await _cli.RunAsync("data", "generate", "--print-grammar");
        _cli.Write("own.grammar", _cli.Output);

        Assert.Equal(ExitCode.Done, await _cli.RunAsync("data", "generate", "@own.grammar", "-n", "5", "--language", "zh"));
    }

    [Fact]
    public async Task Generate_FromAFileThatIsNoGrammar_NamesTheLine()
    {
        _cli.Write("bad.grammar", "fly me to [<city>](destination\n");

        Snapshot.Matches(await _cli.TranscribeAsync("data", "generate", "@bad.grammar") + await _cli.TranscribeAsync("data", "generate", "@missing.grammar"));
    }

    public void Dispose() => _cli.Dispose();
}
