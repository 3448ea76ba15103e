using Engram.Evaluation;

namespace Engram.Tests.Evaluation;

public class PairedBootstrapTests
{
    [Fact]
    public void F1PValue_OfAClearDifference_IsSmall() =>
        Assert.True(PairedBootstrap.F1PValue(Sentences(200, wrongEvery: 20), Sentences(200, wrongEvery: 3), draws: 500) < 0.01);

    [Fact]
    public void F1PValue_OfOneSentenceMore_IsNotSignificant()
    {
        SentenceScore[] other = [.. Sentences(199, wrongEvery: 20), Sentence(right: false)];

        Assert.True(PairedBootstrap.F1PValue(Sentences(200, wrongEvery: 20), other, draws: 500) > 0.05);
    }

    [Fact]
    public void ExactPValue_OfTheSameSystem_IsOne() =>
        Assert.Equal(1, PairedBootstrap.ExactPValue(Sentences(50, 5), Sentences(50, 5), draws: 10));

    [Fact]
    public void F1PValue_WithASeed_IsAlwaysTheSame() => Assert.Equal(
        PairedBootstrap.F1PValue(Sentences(60, 9), Sentences(60, 7), draws: 300, seed: 3),
        PairedBootstrap.F1PValue(Sentences(60, 9), Sentences(60, 7), draws: 300, seed: 3));

    [Fact]
    public void F1PValue_OfDifferentCorpora_Refuses()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => PairedBootstrap.F1PValue(Sentences(2, 2), Sentences(3, 2)));

        Assert.StartsWith("One system has 2 sentences and the other 3. Score both on the same corpus", error.Message, StringComparison.Ordinal);
    }

    private static SentenceScore[] Sentences(int count, int wrongEvery) =>
        [.. Enumerable.Range(0, count).Select(i => Sentence(right: i % wrongEvery != 0))];

    private static SentenceScore Sentence(bool right) => new(new SpanScore(1, 1, right ? 1 : 0), 2, right ? 2 : 1, null);
}
