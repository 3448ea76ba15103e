using Engram.Models;

namespace Engram.Tests.Models;

public sealed class SlotTaggerMemoryTests
{
    [Fact]
    public void Tag_OfWordsAsLongAsATextMayBe_KeepsNothingForThem()
    {
        SlotTagger tagger = TinyTagger.Train();
        tagger.Tag("to Taipei");
        (int words, int rows) = (tagger.KeptWords, tagger.Folded!.Count);
        Assert.True(words >= 2 && rows == words);

        SentencePrediction first = tagger.Predict([new string('a', 65), new string('b', 100_000)]);
        SentencePrediction second = tagger.Predict([new string('a', 65), new string('b', 100_000)]);

        Assert.Equal((words, rows), (tagger.KeptWords, tagger.Folded.Count));
        Assert.Equal(first.Marginals, second.Marginals);
    }
}
