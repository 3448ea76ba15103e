using Engram.Lessons;
using Engram.Models;

namespace Engram.Cli.Tests;

public sealed class DemoCommandTests : IDisposable
{
    private readonly Cli _cli = new();

    [Fact]
    public async Task Demo_TrainsAndTagsTheLecturesSentences()
    {
        Assert.Equal(ExitCode.Done, await _cli.RunAsync("demo", "--out", "@tickets.engram"));

        Assert.Equal(10, _cli.Error.Split('\n').Count(line => line.StartsWith("epoch ", StringComparison.Ordinal)));
        Assert.Matches(@"^trained in [\d.]+ s; held out: slot F1 [\d.]+, intents [\d.]+ %, sentences right [\d.]+ %\n", _cli.Output);
        SlotTagger tagger = SlotTagger.Load(_cli.PathOf("tickets.engram"));
        Assert.Equal(10, (await File.ReadAllLinesAsync(_cli.PathOf("tickets.jsonl"), TestContext.Current.CancellationToken)).Length);
        Assert.True(File.Exists(_cli.PathOf("tickets.svg")) && File.Exists(_cli.PathOf("tickets.valid.json")));
        Assert.All(TicketCorpus.LectureSentences, sentence => Assert.Contains("\n" + TaggedUtteranceText.ToText(tagger.Tag(sentence)), _cli.Output));
        Assert.Matches(@"\n  Taipei +destination [\d.]+ % +", _cli.Output);
        Assert.Matches(@"\n  Taipei +place_of_departure [\d.]+ % +", _cli.Output);
        Assert.Matches(@"\n  台 +destination [\d.]+ % +", _cli.Output);
        Assert.Matches(@"\n  台 +place_of_departure [\d.]+ % +", _cli.Output);
    }

    public void Dispose() => _cli.Dispose();
}
