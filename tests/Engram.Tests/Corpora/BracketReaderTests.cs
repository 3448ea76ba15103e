using Engram.Corpora;

namespace Engram.Tests.Corpora;

public class BracketReaderTests
{
    [Fact]
    public void ReadUtterances_OfSlotsInBrackets_GivesTokensTagsAndIntent()
    {
        Utterance utterance = Assert.Single(Read("# intent = book\nbook a flight to [New York](destination), please\n"));

        Assert.Equal(["book", "a", "flight", "to", "New", "York", ",", "please"], utterance.Tokens);
        Assert.Equal(["O", "O", "O", "O", "B-destination", "I-destination", "O", "O"], utterance.Tags);
        Assert.Equal("book", utterance.Intent);
    }

    [Fact]
    public void ReadUtterances_OfChinese_GivesATokenACharacter()
    {
        Utterance utterance = Assert.Single(Read("我想[十一月二号](date)到达[台北](destination)\n"));

        Assert.Equal("我 想 十 一 月 二 号 到 达 台 北", string.Join(' ', utterance.Tokens));
        Assert.Equal("O O B-date I-date I-date I-date I-date O O B-destination I-destination", string.Join(' ', utterance.Tags!));
    }

    [Fact]
    public void ReadUtterances_OfNeighbouringSlots_KeepsThemApart() =>
        Assert.Equal(["B-x", "B-x"], Read("[a](x)[b](x)\n").Single().Tags);

    [Fact]
    public void ReadUtterances_OfEscapedBrackets_TakesThemAsText() =>
        Assert.Equal(["[", "a", "]", "\\", "#", "b"], Read("\\[a\\] \\\\ \\# b\n").Single().Tokens);

    [Fact]
    public void ReadUtterances_WithATokenizer_UsesIt() =>
        Assert.Equal(["to-", "day"], BracketReader.ReadUtterances(new StringReader("to-[day](x)"), "x", text => [text]).Single().Tokens);

    [Fact]
    public void ReadUtterances_AfterOneSentence_ForgetsTheIntent() =>
        Assert.Equal(["i", null], Read("# intent = i\na\n# comment\n\nb\n").Select(utterance => utterance.Intent));

    [Theory]
    [InlineData("to [Taipei](destination\n", "x.txt, line 1: column 12: the '(' after ']' is never closed.")]
    [InlineData("to [Taipei\n", "x.txt, line 1: column 4: a '[' is never closed.")]
    [InlineData("to [Taipei] now\n", "x.txt, line 1: column 11: no '(slot)' follows the ']'.")]
    [InlineData("to [Tai[pei](x)\n", "x.txt, line 1: column 8: a '[' stands inside the brackets opened before it.")]
    [InlineData("to [Taipei](a b)\n", "x.txt, line 1: column 12: the slot's name 'a b' is empty or holds white space.")]
    public void ReadUtterances_OfBrokenBrackets_SaysWhereAndHowToWriteThem(string text, string message) => Assert.Equal(
        message + " Write slots as '[Taipei](destination)', and '\\[' where a bracket is meant.",
        Assert.Throws<CorpusException>(() => Read(text)).Message);

    [Fact]
    public void ReadUtterances_OfEmptyBrackets_NamesTheSlot() => Assert.Equal(
        "x.txt, line 1: the brackets of slot 'to' hold no word. Put the slot's words between '[' and ']'.",
        Assert.Throws<CorpusException>(() => Read("to [ ](to)\n")).Message);

    private static Utterance[] Read(string text) => [.. BracketReader.ReadUtterances(new StringReader(text), "x.txt")];
}
