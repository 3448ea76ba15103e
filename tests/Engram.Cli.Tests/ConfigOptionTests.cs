using System.Text.Json;
using Engram.Models;

namespace Engram.Cli.Tests;

public sealed class ConfigOptionTests : IDisposable
{
    private readonly Cli _cli = new();

    [Fact]
    public async Task Config_HoldsOptions_AndTheCommandLineGoesBefore()
    {
        _cli.Write("train.txt", "to [Taipei](destination)\n");
        _cli.Write("c.json", """
            {
              // every kind of value
              "cell": "gru", "units": 6, "layers": 1, "dropout": 0.25, "one-of-n": true, "forward-only": false,
              "fold": "case,digits", "epochs": 1,
            }
            """);

        Assert.Equal(ExitCode.Done, await _cli.RunAsync("train", "@train.txt", "--units", "4", "--config", "@c.json", "--out", "@m.engram"));

        using JsonDocument config = JsonDocument.Parse(ModelFile.Load(_cli.PathOf("m.engram")).Config);
        JsonElement options = config.RootElement.GetProperty("options");
        Assert.Equal("gru", options.GetProperty("cell").GetString());
        Assert.Equal(4, options.GetProperty("units").GetInt32());
        Assert.Equal(1, options.GetProperty("layers").GetInt32());
        Assert.Equal(0.25, options.GetProperty("dropout").GetDouble());
        Assert.True(options.GetProperty("oneOfN").GetBoolean());
        Assert.True(options.GetProperty("bidirectional").GetBoolean());
        Assert.Equal("""["case","digits"]""", config.RootElement.GetProperty("tokenizer").GetProperty("folding").GetRawText());
    }

    [Theory]
    [InlineData("{\"units\": 4,\n\"unit\": 5}", ExitCode.WrongUsage, "c.json, line 2: there is no option 'unit'. Give one of: cell, units, layers, ")]
    [InlineData("{\n\n\"cell\": \"gruu\"}", ExitCode.WrongUsage, "c.json, line 3: --cell: 'gruu' is not known. Give one of: elman, ")]
    [InlineData("{\"units\": 0}", ExitCode.WrongUsage, "c.json, line 1: --units: '0' is not a whole number, from 1 to 4096.")]
    [InlineData("{\"out\": \"x\"}", ExitCode.WrongUsage, "c.json, line 1: there is no option 'out'.")]
    [InlineData("{\"momentum\": 0.9}", ExitCode.WrongUsage, "--momentum: only sgd takes it. Give --optimizer sgd too, or leave it out.")]
    [InlineData("{\"units\": 4,\n\"units\": 5}", ExitCode.Failed, "c.json, line 2: 'units' stands twice. Expected one object")]
    [InlineData("{\"units\": [4]}", ExitCode.Failed, "c.json, line 1: the value of 'units' is neither text, a number, true nor false.")]
    [InlineData("{\"units\": 4}\n}", ExitCode.Failed, "c.json, line 2: this is not JSON in UTF-8. Expected one object")]
    [InlineData("[]", ExitCode.Failed, "c.json, line 1: the file holds no JSON object.")]
    [InlineData("", ExitCode.Failed, "c.json, line 1: this is not JSON in UTF-8.")]
    public async Task Config_ThatIsWrong_NamesTheLine(string json, int expectedCode, string expected)
    {
        _cli.Write("train.txt", "to [Taipei](destination)\n");
        _cli.Write("c.json", json);

        int code = await _cli.RunAsync("train", "@train.txt", "--config", "@c.json", "--out", "@m.engram");

        Assert.StartsWith($"engram: {expected}", _cli.Error);
        Assert.Equal(expectedCode, code);
        Assert.False(File.Exists(_cli.PathOf("m.engram")));
    }

    [Fact]
    public async Task Config_ThatMakesTheCommandLineRight_IsTaken()
    {
        _cli.Write("train.txt", "to [Taipei](destination)\n");
        _cli.Write("c.json", "{\"optimizer\": \"sgd\", \"units\": 4, \"layers\": 1, \"epochs\": 1}");

        Assert.Equal(ExitCode.Done, await _cli.RunAsync("train", "@train.txt", "--momentum", "0.9", "--config", "@c.json", "--out", "@m.engram"));
    }

    [Fact]
    public async Task Config_WithoutAName_IsWrongUsage()
    {
        Assert.Equal(ExitCode.WrongUsage, await _cli.RunAsync("train", "@train.txt", "--config"));

        Assert.StartsWith("engram: Required argument missing for option: '--config'.\n", _cli.Error);
    }

    [Fact]
    public async Task Config_ThatIsMissing_Fails()
    {
        Assert.Equal(ExitCode.Failed, await _cli.RunAsync("train", "@train.txt", "--config", "@c.json"));

        Assert.Equal("engram: c.json: there is no such file. Expected a JSON file with options, such as {\"units\": 100}.\n", _cli.Error);
    }

    public void Dispose() => _cli.Dispose();
}
