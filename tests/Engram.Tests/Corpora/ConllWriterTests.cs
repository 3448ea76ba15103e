using System.Text;
using CsCheck;
using Engram.Corpora;

namespace Engram.Tests.Corpora;

public class ConllWriterTests
{
    private static readonly Gen<string> Word = Gen.OneOf(
        Gen.Const("#"), Gen.Const("#x"), Gen.Const("台"), Gen.Const("a\u00A0b"), Gen.Char['!', '~'].Array[1, 5].Select(c => new string(c)));

    private static readonly Gen<Utterance> AnyUtterance =
        from words in Word.List[1, 6]
        from tags in Gen.OneOf(Gen.Const("O"), Gen.Const("B-x"), Gen.Const("B-y")).List[words.Count]
        from intent in Gen.OneOf(Gen.Const((string?)null), Gen.Const("book"), Gen.Const("a#b"))
        select new Utterance(words, tags, intent);

    [Fact]
    public void Write_OfAnUtterance_HasOneFormOnly()
    {
        StringWriter writer = new() { NewLine = "\r\n" };

        ConllWriter.Write(writer, [new Utterance(["to", "台北"], ["O", "B-to"], "book"), new Utterance(["#"], ["O"])]);

        Assert.Equal("# intent = book\nto\tO\n台北\tB-to\n\n#\tO\n\n", writer.ToString());
    }

    [Fact]
    public void Write_ThenRead_GivesTheSameUtterances() => AnyUtterance.List[1, 5].Sample(utterances =>
    {
        StringWriter writer = new();
        ConllWriter.Write(writer, utterances);

        Corpus fromBytes = Corpus.ReadConll(new MemoryStream(Encoding.UTF8.GetBytes(writer.ToString())), "x");
        Utterance[] fromText = [.. ConllReader.ReadUtterances(new StringReader(writer.ToString()), "x")];

        Assert.Equal(utterances.Select(Show), fromBytes.Select(Show));
        Assert.Equal(utterances.Select(Show), fromText.Select(Show));
    });

    [Theory]
    [InlineData("a\tb", "O", "The word 'a\tb' is empty or holds white space, which a corpus file cannot keep.")]
    [InlineData("a b", "O", "The word 'a b' is empty or holds white space, which a corpus file cannot keep.")]
    [InlineData("a", "", "The tag '' is empty or holds white space, which a corpus file cannot keep.")]
    public void Write_OfWhatTheFormatCannotKeep_Refuses(string word, string tag, string message)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => ConllWriter.Write(new StringWriter(), new Utterance([word], [tag])));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_WithoutTags_Refuses()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => ConllWriter.Write(new StringWriter(), new Utterance(["a"])));

        Assert.StartsWith("The utterance has 1 tokens and 0 tags. Give one tag a token.", error.Message, StringComparison.Ordinal);
    }

    private static string Show(Utterance utterance) =>
        $"{utterance.Intent}|{string.Join('\t', utterance.Tokens)}|{string.Join('\t', utterance.Tags!)}";
}
