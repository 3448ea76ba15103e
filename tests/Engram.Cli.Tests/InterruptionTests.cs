using Engram.Models;

namespace Engram.Cli.Tests;

public sealed class InterruptionTests : IDisposable
{
    private readonly Cli _cli = new();
    private readonly string _folder;

    public InterruptionTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send; Ctrl+C goes through the same registration there.");
        _folder = Path.GetDirectoryName(_cli.PathOf("x"))!;
        _cli.Write("small.json", "{\"units\": 24, \"layers\": 1, \"character-units\": 0, \"epochs\": 6, \"threads\": 1}");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Train_Interrupted_KeepsTheBestModelAndGoesOnToTheSameBits()
    {
        await _cli.RunAsync("data", "generate", "-n", "1500", "--out", "@train.conll");
        string[] train = ["train", "train.conll", "--config", "small.json"];
        using (EngramProcess undisturbed = new(_folder, [.. train, "--out", "whole.engram"]))
            Assert.Equal(ExitCode.Done, await undisturbed.EndAsync(Cancellation));

        using (EngramProcess interrupted = new(_folder, train))
        {
            await interrupted.WaitForAsync("epoch   2/6", Cancellation);
            interrupted.PressCtrlC();
            Assert.Equal(ExitCode.Interrupted, await interrupted.EndAsync(Cancellation));
            Assert.Matches(@"engram: interrupted after epoch [2-5]; train\.engram holds the best model so far\. The same command with --resume goes on\.\n$", interrupted.Error);
        }

        Assert.Equal(2, SlotTagger.Load(_cli.PathOf("train.engram")).Tag("to Taipei").Tokens.Count);
        using (EngramProcess resumed = new(_folder, [.. train, "--resume"]))
            Assert.Equal(ExitCode.Done, await resumed.EndAsync(Cancellation));

        Assert.Equal(await Bytes("whole.engram"), await Bytes("train.engram"));
        Assert.Equal(6, (await File.ReadAllLinesAsync(_cli.PathOf("train.jsonl"), Cancellation)).Length);
        Assert.Equal(
            (await File.ReadAllTextAsync(_cli.PathOf("whole.svg"), Cancellation)).Replace("whole.engram", "train.engram"),
            await File.ReadAllTextAsync(_cli.PathOf("train.svg"), Cancellation));
        Assert.False(File.Exists(_cli.PathOf("train.checkpoint")));
    }

    [Fact]
    public async Task Train_InterruptedInTheFirstEpoch_SaysThatThereIsNoModel()
    {
        await _cli.RunAsync("data", "generate", "-n", "4000", "--out", "@train.conll");

        using EngramProcess process = new(_folder, "train", "train.conll", "--units", "400");
        await process.WaitForAsync("train.conll: no validation file", Cancellation);
        process.PressCtrlC();

        Assert.Equal(ExitCode.Interrupted, await process.EndAsync(Cancellation));
        Assert.EndsWith("engram: interrupted before the first epoch ended; there is no model yet, and train.engram is not written.\n", process.Error);
        Assert.Equal(["small.json", "train.conll"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Tag_InterruptedWhileItWaitsForASentence_EndsAtOnce()
    {
        _cli.Write("train.txt", "to [Taipei](destination)\n");
        await _cli.RunAsync("train", "@train.txt", "--config", "@small.json", "--out", "@m.engram");

        using EngramProcess process = new(_folder, "tag", "m.engram");
        await process.Input.WriteLineAsync("to Taipei".AsMemory(), Cancellation);
        await process.Input.FlushAsync(Cancellation);
        Assert.Contains("Taipei", await process.Output.ReadLineAsync(Cancellation)); // answered although more may come
        process.PressCtrlC();

        Assert.Equal(ExitCode.Interrupted, await process.EndAsync(Cancellation));
        Assert.Equal("engram: interrupted.\n", process.Error);
    }

    public void Dispose() => _cli.Dispose();

    private Task<byte[]> Bytes(string name) => File.ReadAllBytesAsync(_cli.PathOf(name), Cancellation);
}
