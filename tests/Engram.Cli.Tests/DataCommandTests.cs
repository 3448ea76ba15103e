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

    public void Dispose() => _cli.Dispose();
}
