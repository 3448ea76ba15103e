using Engram.Encoders;

namespace Engram.Tests.Encoders;

public sealed class PretrainedVectorsTests
{
    private const string Glove = "the 1 2 3\n, -1 .5 1e-3\nTaipei 7 8 9\ntaipei 4 5 6\n. . . 10 11 12\nrare 0 0 1\n";

    [Fact]
    public void Read_WantedAndMostFrequent_KeepsThoseInTheOrderOfTheFile()
    {
        PretrainedVectors vectors = Read(Glove, ["taipei", ". . .", "absent"], mostFrequent: 2);

        Assert.Equal(["the", ",", "taipei", ". . ."], vectors.Words);
        Assert.Equal(3, vectors.Dimension);
        Assert.Equal([1, 2, 3, -1, 0.5f, 0.001f, 4, 5, 6, 10, 11, 12], vectors.Values);
        Assert.True(vectors.TryGetVector("taipei", out ReadOnlySpan<float> taipei));
        Assert.Equal([4, 5, 6], taipei.ToArray());
        Assert.False(vectors.TryGetVector("rare", out _));
    }

    [Fact]
    public void Read_WithFolding_TakesTheFirstRowOfAForm()
    {
        PretrainedVectors vectors = PretrainedVectors.Read(
            new StringReader(Glove), "glove.txt", new HashSet<string> { "taipei" }, fold: word => word.ToLowerInvariant(),
            cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([7, 8, 9], vectors.Values);
    }

    [Fact]
    public void Read_WithHeaderTrailingSpacesAndCarriageReturns_ReadsTheSame()
    {
        PretrainedVectors vectors = Read("2 3\r\nthe 1 2 3 \r\ntaipei 4 5 6 \r\n", ["taipei"]);

        Assert.Equal(["taipei"], vectors.Words);
        Assert.Equal([4, 5, 6], vectors.Values);
    }

    [Fact]
    public void Read_LinesLongerThanTheBuffer_AreWhole()
    {
        string numbers = string.Join(' ', Enumerable.Range(0, 3000).Select(i => $"{i}.25"));

        PretrainedVectors vectors = Read($"a {numbers}\nb {numbers}", ["b"]);

        Assert.Equal(3000, vectors.Dimension);
        Assert.Equal(2999.25f, vectors.Values[^1]);
    }

    [Theory]
    [InlineData("", "v.txt: the file holds no vectors")]
    [InlineData("the 1 2 3\nof 1 2\n", "v.txt, line 2: found 2 numbers after the word, but 3 were expected")]
    [InlineData("the 1 2 x\n", "v.txt, line 1: found 'x' in the vector of 'the', but a number was expected")]
    [InlineData("the 1 2\nof NaN 1\n", "v.txt, line 2: found 'NaN' in the vector of 'of', but a finite number was expected")]
    [InlineData("the 1 2\nof 1 1e99\n", "v.txt, line 2: found '1e99' in the vector of 'of', but a finite number was expected")]
    [InlineData("5 2\nthe 1 2\n", "v.txt: line 1 announces 5 rows, but the file ends after 1")]
    [InlineData("5 999999\nthe 1 2\n", "v.txt, line 1: the vectors have 999999 numbers, but 1 to 4096 were expected")]
    [InlineData("word\n", "v.txt, line 1: the vectors have 0 numbers")]
    public void Read_SomethingElse_SaysWhereAndWhat(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => Read(text, [], mostFrequent: 10)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_AnEndlessLine_IsRefused() =>
        Assert.Contains(
            "v.txt, line 1: the line is longer than 262144 characters",
            Assert.Throws<InvalidDataException>(() => Read(new string('x', 1_000_000), [])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Read_AMissingFile_SaysSo() =>
        Assert.Contains(
            "nowhere.vec: there is no such file",
            Assert.Throws<FileNotFoundException>(() => PretrainedVectors.Read(
                "nowhere.vec", new HashSet<string>(), cancellationToken: TestContext.Current.CancellationToken)).Message,
            StringComparison.Ordinal);

    private static PretrainedVectors Read(string text, string[] wanted, int mostFrequent = 0) =>
        PretrainedVectors.Read(
            new StringReader(text), "v.txt", wanted.ToHashSet(), mostFrequent, cancellationToken: TestContext.Current.CancellationToken);
}
