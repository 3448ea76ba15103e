using Engram.Corpora;

namespace Engram.Tests.Corpora;

public class ConllWordTests
{
    [Fact]
    public void Read_WithSpacesAroundAWord_LeavesThemOut()
    {
        Corpus corpus = Corpus.ReadConll(new StringReader("to\tO\nTaipei \tB-x\n  now\tO\n"), "c");

        Assert.Equal(["to", "Taipei", "now"], Assert.Single(corpus).Tokens);
    }

    // One warning for all, found in one pass: 200 000 passes over the sentence would take minutes.
    [Fact]
    public void Read_OfALongSentenceFullOfMistakes_CountsThem()
    {
        const int Words = 200_000;

        Corpus corpus = Corpus.ReadConll(new StringReader(string.Concat(Enumerable.Repeat("a\tI-x\nb\tO\n", Words / 2))), "c");

        Assert.StartsWith("c: 100000 tags break the rules of the BIO scheme; the first stands on line 1: ", Assert.Single(corpus.Warnings));
    }

    [Fact]
    public void Read_WithASpaceInAWord_SaysWhatToDo()
    {
        CorpusException error = Assert.Throws<CorpusException>(() => Corpus.ReadConll(new StringReader("to\tO\nNew York\tB-x\n"), "c"));

        Assert.Equal(
            "c, line 2: the word 'New York' has white space in it, but a text is always cut there. Give each part a line and a tag of its own.",
            error.Message);
    }
}
