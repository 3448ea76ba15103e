using CsCheck;
using Engram.Tagging;

namespace Engram.Tests.Tagging;

public class TagSpansTests
{
    private static readonly TagScheme[] SpanSchemes = [.. Enum.GetValues<TagScheme>().Where(scheme => scheme != TagScheme.Plain)];

    private static readonly Gen<(List<TokenSpan> Spans, int Length)> AnySpans =
        from parts in Gen.Select(Gen.Int[0, 2], Gen.Int[1, 3], Gen.OneOf(Gen.Const("a"), Gen.Const("b"), Gen.Const("c-d"))).List[0, 8]
        from rest in Gen.Int[0, 2]
        select Lay(parts, rest);

    [Theory]
    [InlineData("B-x I-x O", "x 0 2")]
    [InlineData("O I-x I-x", "x 1 3")]
    [InlineData("B-x I-y I-y", "x 0 1, y 1 3")]
    [InlineData("B-x B-x", "x 0 1, x 1 2")]
    [InlineData("I-x B-x I-x", "x 0 1, x 1 3")]
    [InlineData("B-a-b I-a-b", "a-b 0 2")]
    [InlineData("B I O B", "_ 0 2, _ 3 4")]
    [InlineData("O O", "")]
    public void Read_OfBio_CountsAsConlleval(string tags, string expected) =>
        Assert.Equal(expected, Show(TagSpans.Read(tags.Split(' '), TagScheme.Bio)));

    [Theory]
    [InlineData(TagScheme.Bioes, "S-x S-x", "x 0 1, x 1 2")]
    [InlineData(TagScheme.Bioes, "B-x E-x I-x", "x 0 2, x 2 3")]
    [InlineData(TagScheme.Bilou, "U-x U-x B-y L-y", "x 0 1, x 1 2, y 2 4")]
    [InlineData(TagScheme.Ioe2, "I-x E-x E-x", "x 0 2, x 2 3")]
    [InlineData(TagScheme.Plain, "NN VB", "")]
    public void Read_OfOtherSchemes_ClosesWhereTheyDo(TagScheme scheme, string tags, string expected) =>
        Assert.Equal(expected, Show(TagSpans.Read(tags.Split(' '), scheme)));

    [Theory]
    [InlineData(TagScheme.Bio, "I-x B-x I-x I-y", "x 1 3")]
    [InlineData(TagScheme.Bioes, "B-x I-x O S-y", "y 3 4")]
    [InlineData(TagScheme.Bilou, "B-x L-x U-y L-y", "x 0 2, y 2 3")]
    public void ReadStrict_OfIllFormedTags_KeepsOnlyCompleteSpans(TagScheme scheme, string tags, string expected) =>
        Assert.Equal(expected, Show(TagSpans.ReadStrict(tags.Split(' '), scheme)));

    [Fact]
    public void ReadStrict_OfALetterOfAnotherScheme_SaysWhichLettersThereAre()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => TagSpans.ReadStrict(["O", "E-x"], TagScheme.Bio));

        Assert.StartsWith("Tag 'E-x' has the letter 'E', but the scheme Bio uses only O, B, I.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ThenRead_GivesTheSameSpans_InEveryScheme() => AnySpans.Sample(sample =>
    {
        foreach (TagScheme scheme in SpanSchemes)
        {
            string[] tags = TagSpans.Write(sample.Spans, sample.Length, scheme);
            Assert.Equal(sample.Spans, TagSpans.Read(tags, scheme));
            Assert.True(TagGrammar.IsWellFormed(tags, scheme), $"{scheme}: {string.Join(' ', tags)}");
            Assert.All(tags, tag => Assert.True(TagGrammar.Knows(scheme, tag)));
            if (scheme != TagScheme.Ioe1) Assert.Equal(sample.Spans, TagSpans.ReadStrict(tags, scheme));
        }
    });

    [Fact]
    public void Write_OfOverlappingSpans_NamesTheSpan()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => TagSpans.Write([new(0, 2, "x"), new(1, 3, "y")], 3, TagScheme.Bio));

        Assert.StartsWith("Span 1 is [1, 3), but must hold a token and lie within [2, 3).", error.Message, StringComparison.Ordinal);
    }

    private static (List<TokenSpan> Spans, int Length) Lay(List<(int Gap, int Length, string Name)> parts, int rest)
    {
        List<TokenSpan> spans = [];
        int end = 0;
        foreach ((int gap, int length, string name) in parts)
        {
            spans.Add(new TokenSpan(end + gap, end + gap + length, name));
            end += gap + length;
        }
        return (spans, end + rest);
    }

    private static string Show(IReadOnlyList<TokenSpan> spans) =>
        string.Join(", ", spans.Select(span => $"{span.Name} {span.Start} {span.End}"));
}
