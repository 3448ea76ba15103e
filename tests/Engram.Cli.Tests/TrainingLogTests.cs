using Engram.Training;

namespace Engram.Cli.Tests;

public sealed class TrainingLogTests : IDisposable
{
    private readonly Cli _cli = new();
    private readonly StringWriter _error = new() { NewLine = "\n" };

    [Theory]
    [InlineData("{\"epoch\":1}\n")]
    [InlineData("{\"epoch\":1}\n{\"epoch\":2")]
    [InlineData("{\"epoch\":1}\n7\n")]
    [InlineData(null)]
    public void Add_ToALogThatLacksEpochs_BeginsAnewAndSaysSo(string? text)
    {
        if (text is not null)
            _cli.Write("m.jsonl", text);

        TrainingLog log = Open(epochs: 2);
        log.Add(Result(3), 1);
        log.WriteCurves();

        Assert.Equal($"warning: {_cli.PathOf("m.jsonl")}: it lacks lines of the 2 epochs that are done, and begins anew with epoch 3.\n", _error.ToString());
        Assert.StartsWith("{\"epoch\":3,", Assert.Single(File.ReadAllLines(_cli.PathOf("m.jsonl"))));
    }

    [Fact]
    public void Add_ToALogThatKnowsAnEpochMore_KeepsThoseThatAreDone()
    {
        _cli.Write("m.jsonl", "{\"epoch\":1}\n{\"epoch\":2}\n{\"epoch\":3}\n");

        Open(epochs: 2).Add(Result(3), 1);

        Assert.Equal(["{\"epoch\":1}", "{\"epoch\":2}"], File.ReadAllLines(_cli.PathOf("m.jsonl"))[..2]);
        Assert.Equal(3, File.ReadAllLines(_cli.PathOf("m.jsonl")).Length);
        Assert.Empty(_error.ToString());
    }

    public void Dispose()
    {
        _cli.Dispose();
        _error.Dispose();
    }

    private static EpochResult Result(int epoch) => new(epoch, 0.5, 0.25, 2, 0, 0.01, null, true);

    private TrainingLog Open(int epochs) => new(new ModelPaths(_cli.PathOf("m.engram")), epochs, new Terminal(Stream.Null, TextWriter.Null, _error));
}
