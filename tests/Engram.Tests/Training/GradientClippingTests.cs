using Engram.Numerics;
using Engram.Training;

namespace Engram.Tests.Training;

public sealed class GradientClippingTests
{
    [Fact]
    public void ByNorm_AboveTheMaximum_ScalesAllParametersAlike()
    {
        Parameter<double> a = WithGradient("a", 3, 0);
        Parameter<double> b = WithGradient("b", 0, 4);

        double norm = GradientClipping.ByNorm([a, b], maximum: 1);

        Assert.Equal(5, norm, 12);
        Assert.Equal(0.6, a.Gradient[0], 6);
        Assert.Equal(0.8, b.Gradient[1], 6);
    }

    [Fact]
    public void ByNormOfEach_AboveTheMaximum_ScalesOnlyThatParameter()
    {
        Parameter<double> large = WithGradient("large", 3, 4);
        Parameter<double> small = WithGradient("small", 0.3, 0.4);

        GradientClipping.ByNormOfEach([large, small], maximum: 1);

        Assert.Equal([0.6, 0.8], large.Gradient.Select(value => Math.Round(value, 12)));
        Assert.Equal([0.3, 0.4], small.Gradient);
    }

    [Fact]
    public void ByValue_AboveTheMaximum_CutsOff()
    {
        Parameter<double> parameter = WithGradient("a", -3, 0.5);

        GradientClipping.ByValue([parameter], maximum: 1);

        Assert.Equal([-1, 0.5], parameter.Gradient);
    }

    [Theory]
    [InlineData(1, 7)]
    [InlineData(2, 5)]
    [InlineData(double.PositiveInfinity, 4)]
    public void Norm_WithAPower_IsThatNorm(double power, double expected)
        => Assert.Equal(expected, GradientClipping.Norm([WithGradient("a", 3, -4)], power), 12);

    // The float path sums in vectors, the double path one by one; both put element i into sum i mod 16.
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(53)]
    [InlineData(1600)]
    public void Norm_InFloat_HasTheSameBitsAsInDouble(int length)
    {
        Parameter<float> single = new("a", 1, length);
        Parameter<double> twice = new("a", 1, length);
        for (int i = 0; i < length; i++)
            twice.Gradient[i] = single.Gradient[i] = MathF.Sin(i + 1) * 0.1f;

        Assert.Equal(GradientClipping.Norm([twice]), GradientClipping.Norm([single]));
    }

    [Fact]
    public void Norm_WithANaN_IsNotFinite() => Assert.True(double.IsNaN(GradientClipping.Norm([WithGradient("a", 1, double.NaN)])));

    private static Parameter<double> WithGradient(string name, params double[] gradient)
    {
        Parameter<double> parameter = new(name, 1, gradient.Length);
        gradient.CopyTo(parameter.Gradient, 0);
        return parameter;
    }
}
