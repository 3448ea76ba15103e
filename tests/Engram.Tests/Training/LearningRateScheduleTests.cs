using Engram.Training;

namespace Engram.Tests.Training;

public sealed class LearningRateScheduleTests
{
    [Fact]
    public void Factor_WhenConstant_IsOne() => Assert.Equal(1, LearningRateSchedule.Constant.Factor(step: 999, totalSteps: 10));

    [Fact]
    public void Factor_DuringWarmUp_RisesByEqualSteps()
    {
        LearningRateSchedule schedule = new() { WarmUpSteps = 4 };

        Assert.Equal([0.25, 0.5, 0.75, 1, 1], Factors(schedule, 5));
    }

    [Theory]
    [InlineData(LearningRateDecay.Linear, 0.55)]
    [InlineData(LearningRateDecay.Cosine, 0.55)]
    [InlineData(LearningRateDecay.Exponential, 0.316228)]
    public void Factor_WhenItFalls_StartsAtOneAndEndsAtTheFinalFactor(LearningRateDecay decay, double halfWay)
    {
        LearningRateSchedule schedule = new() { Decay = decay, WarmUpSteps = 2, FinalFactor = 0.1 };

        double[] factors = Factors(schedule, 13);

        Assert.Equal(1, factors[2], 12);
        Assert.Equal(halfWay, factors[7], 6);
        Assert.Equal(0.1, factors[12], 12);
        Assert.Equal(0.1, schedule.Factor(step: 20, totalSteps: 13), 12);
    }

    [Fact]
    public void Factor_OfStairs_FallsEveryFewSteps()
    {
        LearningRateSchedule schedule = new() { Decay = LearningRateDecay.Stairs, StairSteps = 2, StairFactor = 0.5 };

        Assert.Equal([1, 1, 0.5, 0.5, 0.25], Factors(schedule, 5));
    }

    [Fact]
    public void FinalFactor_AboveOne_SaysTheRange()
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => new LearningRateSchedule { FinalFactor = 2 });

        Assert.StartsWith("FinalFactor is 2, but must be from 0 to 1.", error.Message);
    }

    private static double[] Factors(LearningRateSchedule schedule, int steps)
        => [.. Enumerable.Range(0, steps).Select(step => schedule.Factor(step, steps))];
}
