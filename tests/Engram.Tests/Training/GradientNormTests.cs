using Engram.Numerics;
using Engram.Tests.Support;
using Engram.Training;

namespace Engram.Tests.Training;

public sealed class GradientNormTests
{
    [Fact]
    public void Compute_WithOneThreadOrSome_GivesTheBitsOfGradientClipping()
    {
        Parameter<float>[] parameters = [.. Enumerable.Range(1, 7).Select(i => new Parameter<float>($"p{i}", 5 * i % 11, 17))];
        foreach ((Parameter<float> parameter, int i) in parameters.Select((parameter, i) => (parameter, i)))
            Some.Vector<float>(parameter.Count, i).CopyTo(parameter.Gradient, 0);
        using WorkTeam one = new(1), some = new(3);

        Assert.Equal(GradientClipping.Norm(parameters), new GradientNorm(parameters).Compute(one));
        Assert.Equal(GradientClipping.Norm(parameters), new GradientNorm(parameters).Compute(some));
    }
}
