using CsCheck;
using Engram.Tagging;

namespace Engram.Tests.Tagging;

public class TagGrammarTests
{
    [Theory]
    [InlineData(TagScheme.Bio, "B-x I-x O", -1)]
    [InlineData(TagScheme.Bio, "O I-x", 1)]
    [InlineData(TagScheme.Bio, "B-x I-y", 1)]
    [InlineData(TagScheme.Iob1, "I-x B-x O", -1)]
    [InlineData(TagScheme.Iob1, "I-x B-y", 1)]
    [InlineData(TagScheme.Bioes, "B-x E-x S-x", -1)]
    [InlineData(TagScheme.Bioes, "O B-x", 2)]
    [InlineData(TagScheme.Bilou, "B-x U-x", 1)]
    [InlineData(TagScheme.Ioe2, "I-x E-x I-y", 3)]
    [InlineData(TagScheme.Plain, "NN VB", -1)]
    public void FirstIllFormed_OfTags_IsTheTagThatMayNotFollow(TagScheme scheme, string tags, int expected) =>
        Assert.Equal(expected, TagGrammar.FirstIllFormed(tags.Split(' '), scheme));

    [Theory]
    [InlineData(TagScheme.Bio, "O I-x I-x I-y", "O B-x I-x B-y")]
    [InlineData(TagScheme.Bioes, "I-x B-x O S-y E-y", "S-x S-x O S-y S-y")]
    public void Repair_OfIllFormedTags_KeepsTheSpans(TagScheme scheme, string tags, string expected) =>
        Assert.Equal(expected, string.Join(' ', TagGrammar.Repair(tags.Split(' '), scheme)));

    [Fact]
    public void Convert_FromBioThroughAnyScheme_ComesBack() => AnyBio.Sample(tags =>
    {
        string[] repaired = TagGrammar.Repair(tags, TagScheme.Bio);
        foreach (TagScheme scheme in Enum.GetValues<TagScheme>().Where(scheme => scheme != TagScheme.Plain))
            Assert.Equal(repaired, TagGrammar.Convert(TagGrammar.Convert(tags, TagScheme.Bio, scheme), scheme, TagScheme.Bio));
    });

    [Fact]
    public void Convert_FromPlain_Refuses()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => TagGrammar.Convert(["NN"], TagScheme.Plain, TagScheme.Bio));

        Assert.StartsWith("Plain tags mark no spans, so they cannot be converted to Bio.", error.Message, StringComparison.Ordinal);
    }

    private static Gen<List<string>> AnyBio { get; }
        = Gen.OneOf(Gen.Const("O"), Gen.Const("B-x"), Gen.Const("I-x"), Gen.Const("B-y"), Gen.Const("I-y")).List[1, 12];
}
