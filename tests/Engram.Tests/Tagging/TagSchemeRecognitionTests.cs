using Engram.Tagging;

namespace Engram.Tests.Tagging;

public class TagSchemeRecognitionTests
{
    [Theory]
    [InlineData("O B-x I-x", TagScheme.Bio)]
    [InlineData("O O", TagScheme.Bio)]
    [InlineData("O I-x", TagScheme.Bio)] // nothing shows that it is IOB1, so the I- is counted and warned of
    [InlineData("I-x B-x O I-y", TagScheme.Iob1)]
    [InlineData("B-x E-x O S-y", TagScheme.Bioes)]
    [InlineData("O S-y", TagScheme.Bioes)]
    [InlineData("B-x L-x O U-y", TagScheme.Bilou)]
    [InlineData("I-x E-x O E-y", TagScheme.Ioe2)]
    [InlineData("I-x E-x I-x O", TagScheme.Ioe1)]
    [InlineData("DT NN VB", TagScheme.Plain)]
    [InlineData("S-x E-y", TagScheme.Plain)]
    [InlineData("O B-x city", TagScheme.Bio)]
    public void Recognise_FromTags_FindsTheScheme(string tags, TagScheme expected) =>
        Assert.Equal(expected, TagSchemeRecognition.Recognise([tags.Split(' ')]));
}
