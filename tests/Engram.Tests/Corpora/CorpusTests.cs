using System.Text;
using Engram.Corpora;
using Engram.Tagging;

namespace Engram.Tests.Corpora;

public class CorpusTests
{
    private const string Tickets = "# intent = book\nto\tO\nTaipei\tB-to\n\n# a comment\n\n# intent = cancel\n#\tO\nstop\tO\n";

    [Fact]
    public void ReadConll_OfTwoSentences_KeepsWordsTagsAndIntents()
    {
        Corpus corpus = Read(Tickets);

        Assert.Equal(2, corpus.Count);
        Assert.Equal(["to", "Taipei"], corpus[0].Tokens);
        Assert.Equal(["O", "B-to"], corpus[0].Tags);
        Assert.Equal("book", corpus[0].Intent);
        Assert.Equal(["#", "stop"], corpus[1].Tokens);
        Assert.Equal("cancel", corpus[1].Intent);
        Assert.Equal(TagScheme.Bio, corpus.Scheme);
        Assert.True(corpus.HasIntents && corpus.HasTags);
        Assert.Empty(corpus.Warnings);
    }

    [Fact]
    public void ReadConll_WithByteOrderMarkAndCarriageReturns_ReadsTheSame()
    {
        byte[] bytes = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Tickets.Replace("\n", "\r\n", StringComparison.Ordinal))];

        Corpus corpus = Corpus.ReadConll(new MemoryStream(bytes), "x.conll");

        Assert.Equal(["to", "Taipei"], corpus[0].Tokens);
        Assert.Equal(["O", "B-to"], corpus[0].Tags);
        Assert.Equal("book", corpus[0].Intent);
    }

    [Fact]
    public void ReadConll_WithAnInsideTagThatContinuesNothing_WarnsOnce()
    {
        Corpus corpus = Read("a\tO\nb\tI-x\nc\tI-y\n\nd\tB-x\n");

        string warning = Assert.Single(corpus.Warnings);
        Assert.Equal("x.conll: 2 tags break the rules of the BIO scheme; the first stands on line 2: tag 'I-x' follows 'O', but in the BIO scheme "
            + "an I- tag continues a span of the same slot. It starts a slot there, as conlleval counts it.", warning);
        Assert.Equal("I-x", corpus[0].Tags![1]);
    }

    [Fact]
    public void ReadConll_Strict_RefusesAnInsideTagThatContinuesNothing()
    {
        CorpusException error = Assert.Throws<CorpusException>(() => Read("a\tO\nb\tI-x\nd\tB-x\n", new ConllOptions { Strict = true }));

        Assert.Equal("x.conll, line 2: tag 'I-x' follows 'O', but in the BIO scheme an I- tag continues a span of the same slot. "
            + "Write 'B-x', or read the file without --strict, which starts a slot there.", error.Message);
        Assert.Equal(2, error.Line);
    }

    [Fact]
    public void ReadConll_WithASchemeThatDoesNotFit_SaysThatItWasAskedFor()
    {
        CorpusException error = Assert.Throws<CorpusException>(() => Read("the\tDT\n", new ConllOptions { Scheme = TagScheme.Bio }));

        Assert.StartsWith("x.conll, line 1: tag 'DT' does not fit the BIO scheme that was asked for,", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadConll_OfBareLetters_ReadsSpansWithoutAName()
    {
        Corpus corpus = Read("a\tB\nb\tI\nc\tO\n");

        Assert.Equal(TagScheme.Bio, corpus.Scheme);
        Assert.Equal([new TokenSpan(0, 2, SlotTag.Nameless)], TagSpans.Read(corpus[0].Tags!, corpus.Scheme));
    }

    [Fact]
    public void ReadConll_OfPlainTags_HasNoScheme()
    {
        Corpus corpus = Read("the\tDT\ncat\tNN\n");

        Assert.Equal(TagScheme.Plain, corpus.Scheme);
        Assert.False(corpus.HasIntents);
    }

    [Theory]
    [InlineData("a\tO\nword\n", "x.conll, line 2: found 1 column in 'word', but expected two, word<TAB>tag. "
        + "Put a tab and the tag after the word, 'O' where it belongs to no slot.")]
    [InlineData("a O\n", "x.conll, line 1: found 1 column in 'a O', but expected two, word<TAB>tag. "
        + "Put a tab, not spaces, between word and tag (a comment begins with '# ').")]
    [InlineData("a\tNN\tO\n", "x.conll, line 1: found 3 columns in 'a\tNN\tO', but expected two, word<TAB>tag. "
        + "Keep the word and the tag, and remove the other columns.")]
    [InlineData("\tO\n", "x.conll, line 1: the word before the tab is empty (its tag is 'O'). Give the word, or remove the line.")]
    [InlineData("a\t\n", "x.conll, line 1: the tag after 'a' is empty. Expected a tag without white space, such as 'O' or 'B-destination'.")]
    [InlineData("a\tO\nb\tcity\n", "x.conll, line 2: tag 'city' does not fit the BIO scheme of the file's other tags, in which a tag is one of "
        + "'O', 'B-name', 'I-name'. Correct the tag, or give the scheme if another was meant.")]
    [InlineData("a\tO\nb\tB-\n", "x.conll, line 2: tag 'B-' does not fit the BIO scheme of the file's other tags, in which a tag is one of "
        + "'O', 'B-name', 'I-name'. Correct the tag, or give the scheme if another was meant.")]
    [InlineData("a\tO\nb\tB\nc\tB-x\n", "x.conll, line 2: tag 'B' does not fit the BIO scheme of the file's other tags, in which a tag is one of "
        + "'O', 'B-name', 'I-name'. Correct the tag, or give the scheme if another was meant.")]
    [InlineData("", "x.conll: the corpus is empty. Expected at least one sentence: lines of word<TAB>tag, or lines with slots in brackets.")]
    [InlineData("# intent =\na\tO\n", "x.conll, line 1: found '# intent =' without a name. Write '# intent = NAME', or remove the line.")]
    [InlineData("a\tO\n# intent = x\nb\tO\n", "x.conll, line 2: an intent stands inside a sentence. Put an empty line before it, "
        + "so that each sentence has at most one '# intent = NAME' before it.")]
    [InlineData("# intent = x\n# intent = y\nb\tO\n", "x.conll, line 2: a second intent, but the one of line 1 has no sentence yet. "
        + "Remove one of the two lines, so that each sentence has at most one '# intent = NAME' before it.")]
    [InlineData("a\tO\n\n# intent = x\n", "x.conll, line 3: intent 'x' has no sentence after it. Add the sentence, or remove the line.")]
    public void ReadConll_OfABadFile_SaysWhereWhatAndHowToFixIt(string text, string message) =>
        Assert.Equal(message, Assert.Throws<CorpusException>(() => Read(text)).Message);

    [Fact]
    public void ReadConll_OfBytesThatAreNotUtf8_SaysTheByteAndTheLine()
    {
        byte[] bytes = [.. "a\tO\nZ"u8, 0xFC, .. "rich\tO\n"u8];

        CorpusException error = Assert.Throws<CorpusException>(() => Corpus.ReadConll(new MemoryStream(bytes), "x.conll"));

        Assert.Equal("x.conll, line 2: byte 0xFC at offset 5 of the file is not UTF-8. Save the file as UTF-8.", error.Message);
    }

    [Fact]
    public void ReadConll_OfUtf16_SaysSo()
    {
        byte[] bytes = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Tickets)];

        CorpusException error = Assert.Throws<CorpusException>(() => Corpus.ReadConll(new MemoryStream(bytes), "x.conll"));

        Assert.Equal("x.conll, line 1: the file is UTF-16, but UTF-8 was expected. Save it as UTF-8.", error.Message);
    }

    [Fact]
    public void ReadConll_OfAMissingFile_NamesIt()
    {
        CorpusException error = Assert.Throws<CorpusException>(() => Corpus.ReadConll("no-such-file.conll"));

        Assert.Equal("no-such-file.conll: there is no such file. Expected an annotated corpus; check the path.", error.Message);
    }

    [Fact]
    public void ReadConll_WhereSomeSentencesHaveNoIntent_Warns() => Assert.Equal(
        "x.conll: 1 of 2 sentences have no intent; the first stands on line 4.",
        Assert.Single(Read("# intent = x\na\tO\n\nb\tO\n").Warnings));

    [Fact]
    public void ConvertTo_ItsOwnScheme_RepairsTheTags()
    {
        Corpus repaired = Read("a\tO\nb\tI-x\n\nc\tB-x\n").ConvertTo(TagScheme.Bio);

        Assert.Equal(["O", "B-x"], repaired[0].Tags);
        Assert.Empty(repaired.Warnings);
    }

    [Fact]
    public void Split_WithASeed_IsAlwaysTheSameAndLosesNothing()
    {
        Corpus corpus = Numbered(40);

        CorpusSplit split = corpus.Split(0.1, seed: 7), again = corpus.Split(0.1, seed: 7);

        Assert.Equal(4, split.HeldOut.Count);
        Assert.Equal(split.HeldOut, again.HeldOut);
        Assert.NotEqual(split.HeldOut, corpus.Split(0.1, seed: 8).HeldOut);
        Assert.Equal(corpus.ToHashSet(), split.Training.Concat(split.HeldOut).ToHashSet());
    }

    [Fact]
    public void Folds_TogetherHoldEveryUtteranceOnce()
    {
        Corpus corpus = Numbered(13);

        IReadOnlyList<CorpusSplit> folds = corpus.Folds(5, seed: 1);

        Assert.Equal([3, 3, 3, 2, 2], folds.Select(fold => fold.HeldOut.Count));
        Assert.Equal(corpus.ToHashSet(), folds.SelectMany(fold => fold.HeldOut).ToHashSet());
        Assert.All(folds, fold => Assert.Equal(13, fold.Training.Count + fold.HeldOut.Count));
    }

    private static Corpus Read(string text, ConllOptions? options = null) => Corpus.ReadConll(new StringReader(text), "x.conll", options);

    private static Corpus Numbered(int count) =>
        new(Enumerable.Range(0, count).Select(i => new Utterance([$"word{i}"], ["O"])));
}
