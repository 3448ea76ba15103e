using System.Text.Json;
using Engram.Corpora;
using Engram.Lessons;

namespace Engram.Cli.Tests;

public sealed class CompareCommandTests : IDisposable
{
    private static readonly string[] Small = ["--depths", "1", "--seeds", "1", "--units", "4", "--epochs", "1", "--learning-rates", "0.01", "--parallel", "1"];

    private readonly Cli _cli = new();

    [Fact]
    public async Task Compare_OfTwoCells_PrintsBothTablesAndWritesThem()
    {
        WriteCorpora();

        Assert.Equal(
            ExitCode.Done, await _cli.RunAsync(["compare", "@train.conll", "--valid", "@valid.conll", "--cells", "elman,jordan", "--markdown", "@t.md", .. Small]));

        Assert.Matches(@"(?m)^architecture +parameters +rate +F1 +± +seeds +seconds$", _cli.Output);
        Assert.Matches(@"(?m)^Jordan is better than Elman  +(holds|not shown|the opposite holds) ", _cli.Output);
        Assert.Contains("1/8 Elman, seed 1: F1 ", _cli.Error);
        Assert.Contains("t.md: written.", _cli.Error);
        Assert.Contains("| Jordan, window of 3 | ", await File.ReadAllTextAsync(_cli.PathOf("t.md"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Compare_AsJson_IsOneObject()
    {
        WriteCorpora();

        Assert.Equal(ExitCode.Done, await _cli.RunAsync(["compare", "@train.conll", "--valid", "@valid.conll", "--cells", "gru", "--json", .. Small]));

        JsonElement json = JsonDocument.Parse(_cli.Output).RootElement;
        Assert.Equal("gru", json.GetProperty("architectures")[0].GetProperty("cell").GetString());
        Assert.Equal(5, json.GetProperty("architectures").GetArrayLength());
    }

    [Fact]
    public async Task Compare_WhenInterrupted_PrintsWhatIsDone()
    {
        WriteCorpora();

        int code = await _cli.RunAsync("", new CancellationToken(canceled: true), [.. "compare @train.conll --valid @valid.conll --cells gru".Split(' '), .. Small]);

        Assert.Equal(ExitCode.Interrupted, code);
        Assert.EndsWith("interrupted: the tables hold the runs that were done.\n", _cli.Error);
        Assert.Matches(@"(?m)^GRU +– ", _cli.Output);
    }

    [Theory]
    [InlineData("compare a.conll", "engram: Option '--valid' is required.")]
    [InlineData("compare a.conll --valid b.conll --cells elman,gur", "engram: --cells: 'gur' is not known. Give some of: elman, elman-relu, jordan, ")]
    [InlineData("compare a.conll --valid b.conll --depths 1,99", "engram: --depths: '99' is not a whole number from 1 to 16.")]
    [InlineData("compare a.conll --valid b.conll --learning-rates x", "engram: --learning-rates: 'x' is not a number from 1E-09 to 1000.")]
    public async Task Compare_WithWrongUsage_SaysWhatIsAllowed(string line, string expected)
    {
        Assert.Equal(ExitCode.WrongUsage, await _cli.RunAsync(line.Split(' ')));
        Assert.StartsWith(expected, _cli.Error);
    }

    public void Dispose() => _cli.Dispose();

    private void WriteCorpora()
    {
        Write("train.conll", seed: 1, count: 120);
        Write("valid.conll", seed: 2, count: 20);
    }

    private void Write(string name, int seed, int count)
    {
        using StreamWriter writer = new(_cli.PathOf(name));
        ConllWriter.Write(writer, TicketCorpus.Create(seed, count));
    }
}
