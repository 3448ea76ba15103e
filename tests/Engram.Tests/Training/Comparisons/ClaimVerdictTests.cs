using Engram.Evaluation;
using Engram.Models;
using Engram.Training.Comparisons;

namespace Engram.Tests.Training.Comparisons;

public sealed class ClaimVerdictTests
{
    private static readonly Architecture Left = new("left", new TaggerOptions());
    private static readonly Architecture Right = new("right", new TaggerOptions { Units = 7 });

    // Of 100 sentences with one slot each, so many right.
    [Theory]
    [InlineData(95, 60, ClaimKind.Better, VerdictKind.Holds)]
    [InlineData(60, 95, ClaimKind.Better, VerdictKind.OppositeHolds)]
    [InlineData(81, 80, ClaimKind.Better, VerdictKind.NotShown)]
    [InlineData(80, 80, ClaimKind.Better, VerdictKind.NotShown)]
    [InlineData(80, 80, ClaimKind.AsGood, VerdictKind.Holds)]
    [InlineData(95, 60, ClaimKind.AsGood, VerdictKind.Holds)]
    [InlineData(79, 80, ClaimKind.AsGood, VerdictKind.NotShown)] // short by more than half a point, yet it may be luck
    [InlineData(60, 95, ClaimKind.AsGood, VerdictKind.OppositeHolds)]
    public void Verdict_OfSoManyRightSlots_IsAsExpected(int left, int right, ClaimKind kind, VerdictKind expected)
    {
        ClaimVerdict verdict = Settle(kind, [left], [right])!;

        Assert.Equal(left / 100.0, verdict.SubjectF1, 12);
        Assert.Equal(right / 100.0, verdict.OtherF1, 12);
        Assert.Equal(100, verdict.Slots);
        Assert.Equal(expected, verdict.Verdict);
    }

    [Fact]
    public void PValue_OfTheSameSentencesWithMoreSeeds_IsNotThatOfMoreSentences()
    {
        double one = Settle(ClaimKind.Better, [84], [80])!.PValue, three = Settle(ClaimKind.Better, [84, 84, 84], [80, 80, 80])!.PValue;

        Assert.Equal(one, three);
    }

    [Fact]
    public void Create_WithoutACommonSeed_IsNoVerdict() => Assert.Null(Settle(ClaimKind.Better, [84], []));

    [Fact]
    public void Result_OverSeeds_HasMeanAndStandardDeviation()
    {
        ArchitectureResult result = new(Left, 0.01, [Run(1, 80), Run(2, 90), Run(3, 85)]);

        Assert.Equal(0.85, result.MeanF1, 12);
        Assert.Equal(0.05, result.DeviationF1, 12); // √((0.05² + 0.05² + 0) / 2)
        Assert.Equal(0, new ArchitectureResult(Left, 0.01, [Run(1, 80)]).DeviationF1);
    }

    private static ClaimVerdict? Settle(ClaimKind kind, int[] left, int[] right) => ClaimVerdict.Create(
        new Claim("left is it", Left, Right, kind),
        [
            new ArchitectureResult(Left, 0.01, [.. left.Select((score, i) => Run(i + 1, score))]),
            new ArchitectureResult(Right, 0.01, [.. right.Select((score, i) => Run(i + 1, score))]),
        ]);

    private static ArchitectureRun Run(int seed, int right) =>
        new(0.01, seed, 1000, 1, [.. Enumerable.Range(0, 100).Select(i => new SpanScore(1, 1, i < right ? 1 : 0))], []);
}
