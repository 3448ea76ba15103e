using Engram.Evaluation;

namespace Engram.Tests.Evaluation;

public class ReliabilityCurveTests
{
    [Fact]
    public void ExpectedCalibrationError_OfTwoBins_IsTheWeightedDistance()
    {
        ReliabilityCurve curve = new(bins: 10);

        foreach (bool right in new[] { true, true, false }) curve.Add(0.95, right); // |2/3 - 0.95|
        curve.Add(0.55, true);                                                       // |1 - 0.55|

        Assert.Equal(((3 * (0.95 - (2.0 / 3))) + 0.45) / 4, curve.ExpectedCalibrationError, 12);
        Assert.Equal((3, 1), (curve.Bins[9].Count, curve.Bins[5].Count));
    }

    [Fact]
    public void Add_OfEveryEdge_FallsIntoTheBinBelowIt()
    {
        ReliabilityCurve curve = new(bins: 2);

        foreach (double probability in new[] { 0, 0.5, 0.500001, 1 }) curve.Add(probability, true);

        Assert.Equal([2, 2], curve.Bins.Select(bin => bin.Count));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Add_OfNoProbability_Refuses(double probability) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReliabilityCurve().Add(probability, true));

    [Fact]
    public void ExpectedCalibrationError_OfNothing_IsZero() => Assert.Equal(0, new ReliabilityCurve().ExpectedCalibrationError);
}
