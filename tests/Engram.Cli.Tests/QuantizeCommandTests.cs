using Engram.Models;
using Engram.Numerics;

namespace Engram.Cli.Tests;

public sealed class QuantizeCommandTests(TinyModel model) : IClassFixture<TinyModel>, IDisposable
{
    private const string Corpus = "# intent = book\nfly to [Taipei](destination)\n# intent = leave\nleave [Taipei](origin)\n";

    private readonly Cli _cli = new();

    [Theory]
    [InlineData("8", WeightPrecision.Bits8)]
    [InlineData("16", WeightPrecision.Bits16)]
    public async Task Quantize_WritesASmallerModelBesideTheFirst(string bits, WeightPrecision precision)
    {
        File.Copy(model.Path, _cli.PathOf("tickets.engram"));

        Assert.Equal(ExitCode.Done, await _cli.RunAsync("quantize", "@tickets.engram", "--bits", bits));

        Assert.Equal($"tickets.{bits}bit.engram: written.\n", _cli.Error);
        Assert.Matches($@"\nbits of a weight +32 +{bits}\n", _cli.Output);
        Assert.Matches(@"\nfile +0\.\d\d MB +0\.\d\d MB +-\d+ %\n", _cli.Output);
        Assert.Equal(precision, SlotTagger.Load(_cli.PathOf($"tickets.{bits}bit.engram")).Network.Precision);
        Assert.Equal(await Bytes(model.Path), await Bytes(_cli.PathOf("tickets.engram")));
    }

    [Fact]
    public async Task Quantize_WithACorpus_ScoresBoth()
    {
        _cli.Write("valid.txt", Corpus);

        Assert.Equal(ExitCode.Done, await _cli.RunAsync("quantize", model.Path, "--out", "@small.engram", "--valid", "@valid.txt"));

        Assert.Matches(@"\nslot F1 +100\.00 % +100\.00 % +0\.00\n", _cli.Output);
        Assert.Matches(@"\nintents right +100\.00 % +100\.00 % +0\.00\n", _cli.Output);
        Assert.Matches(@"\nsentences right +100\.00 % +100\.00 % +0\.00\n", _cli.Output);
        Assert.Equal(ExitCode.Done, await _cli.RunAsync("evaluate", "@small.engram", "@valid.txt"));
        Assert.Matches(@"\nslot F1 +100\.00 %\n", _cli.Output);
    }

    [Fact]
    public async Task Quantize_OfAModelInFewBits_AsksForTheOneThatWasTrained()
    {
        Assert.Equal(ExitCode.Done, await _cli.RunAsync("quantize", model.Path, "--bits", "16", "--out", "@half.engram"));
        Assert.Equal(ExitCode.Done, await _cli.RunAsync("quantize", "@half.engram", "--out", "@quarter.engram"));

        Assert.Equal(ExitCode.Failed, await _cli.RunAsync("quantize", "@quarter.engram", "--bits", "16", "--out", "@again.engram"));
        Assert.Equal("engram: quarter.engram: its weights are in 8 bits already. Give the model as it was trained.\n", _cli.Error);
        Assert.Equal(ExitCode.Failed, await _cli.RunAsync("quantize", "@half.engram", "--bits", "16"));
        Assert.Equal("engram: half.engram: its weights are in 16 bits already. Give the model as it was trained.\n", _cli.Error);
        Assert.False(File.Exists(_cli.PathOf("again.engram")));
    }

    [Fact]
    public async Task Quantize_OverTheModelItReads_IsRefused()
    {
        File.Copy(model.Path, _cli.PathOf("tickets.engram"));

        Assert.Equal(ExitCode.Failed, await _cli.RunAsync("quantize", "@tickets.engram", "--out", "@tickets.engram"));

        Assert.Equal("engram: tickets.engram: the smaller model would be written over it. Give --out another name.\n", _cli.Error);
        Assert.Equal(await Bytes(model.Path), await Bytes(_cli.PathOf("tickets.engram")));
    }

    [Fact]
    public async Task Quantize_WithABadCorpus_WritesNothing()
    {
        _cli.Write("bad.conll", "to\tO\nTaipei\n\n");

        Assert.Equal(ExitCode.Failed, await _cli.RunAsync("quantize", model.Path, "--out", "@small.engram", "--valid", "@bad.conll"));

        Assert.StartsWith("engram: bad.conll, line 2: found 1 column", _cli.Error);
        Assert.False(File.Exists(_cli.PathOf("small.engram")));
    }

    [Fact]
    public async Task Quantize_ToOtherBits_SaysWhichThereAre()
    {
        Assert.Equal(ExitCode.WrongUsage, await _cli.RunAsync("quantize", model.Path, "--bits", "4"));

        Assert.StartsWith("engram: --bits: '4' is not known. Give one of: 8, 16.\n", _cli.Error);
    }

    public void Dispose() => _cli.Dispose();

    private static Task<byte[]> Bytes(string path) => File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
}
