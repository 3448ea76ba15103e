using CsCheck;
using Engram.Numerics;

namespace Engram.Tests.Numerics;

public sealed class SoftmaxTests
{
    [Fact]
    public void Apply_ScoresOfAThousand_DoesNotOverflow()
    {
        float[] probabilities = new float[3];

        Softmax.Apply<float>([1000, 1000, -1000], probabilities);

        Assert.Equal([0.5f, 0.5f, 0f], probabilities);
    }

    [Fact]
    public void LogSumExp_OfLogarithms_IsTheLogarithmOfTheirSum()
    {
        Assert.Equal(Math.Log(6), Softmax.LogSumExp<double>([Math.Log(1), Math.Log(2), Math.Log(3)]), 12);
        Assert.Equal(-1000 + Math.Log(2), Softmax.LogSumExp<double>([-1000, -1000]), 12);
        Assert.Equal(double.NegativeInfinity, Softmax.LogSumExp<double>([double.NegativeInfinity, double.NegativeInfinity]));
    }

    [Fact]
    public void Apply_AnyScores_SumsToOneAndAgreesWithTheLogarithms() =>
        Gen.Double[-800, 800].Array[1, 20].Sample(scores =>
        {
            double[] probabilities = new double[scores.Length], logs = (double[])scores.Clone();
            Softmax.Apply<double>(scores, probabilities);
            Softmax.ApplyLog<double>(logs, logs);
            Assert.Equal(1, probabilities.Sum(), 1e-12);
            Assert.All(probabilities.Zip(logs), pair => Assert.Equal(pair.First, Math.Exp(pair.Second), 1e-12));
        });

    [Fact]
    public void Apply_NoScores_SaysSo()
    {
        ShapeException error = Assert.Throws<ShapeException>(() => Softmax.Apply<float>([], []));

        Assert.Equal("Softmax: 0 scores and room for 0 results. Give at least one score, and as many results.", error.Message);
    }
}
