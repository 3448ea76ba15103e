using Engram.Corpora;

namespace Engram.Tests.Corpora;

public class CorpusStatisticsTests
{
    private static readonly Corpus Training = Read(
        "# intent = book\nto\tO\nnew\tB-to\nyork\tI-to\n\n# intent = book\nto\tO\nrome\tB-to\n\n# intent = stop\nstop\tO\n");

    [Fact]
    public void Constructor_OfACorpus_CountsEverything()
    {
        CorpusStatistics statistics = new(Training);

        Assert.Equal((3, 6, 3), (statistics.Utterances, statistics.Tokens, statistics.Longest));
        Assert.Equal((2, 1, 0, 0), (statistics.Spans, statistics.WithoutSpan, statistics.IllFormed, statistics.Repeated));
        Assert.Equal(["to", "new", "rome", "stop", "york"], statistics.Words.Select(word => word.Key));
        Assert.Equal([new("O", 3), new("B-to", 2), new("I-to", 1)], statistics.Tags);
        Assert.Equal([new("to", 2)], statistics.Slots);
        Assert.Equal([new("book", 2), new("stop", 1)], statistics.Intents);
    }

    [Fact]
    public void NoveltyOf_AnotherCorpus_FindsWhatWasNeverTrainedOn()
    {
        CorpusNovelty novelty = new CorpusStatistics(Training).NoveltyOf(Read("# intent = ask\nto\tO\nparis\tB-from\n\n# intent = stop\nstop\tO\n"));

        Assert.Equal((1, 1, 1), (novelty.UnknownTokens, novelty.UtterancesWithUnknownWord, novelty.UtterancesAlsoHere));
        Assert.Equal((1.0 / 3, 1.0 / 3), (novelty.UnknownTokenShare, novelty.UnknownWordShare));
        Assert.Equal(["paris"], novelty.UnknownWords);
        Assert.Equal([new("B-from", 1)], novelty.UnseenTags);
        Assert.Equal([new("ask", 1)], novelty.UnseenIntents);
    }

    private static Corpus Read(string text) => Corpus.ReadConll(new StringReader(text), "x");
}
