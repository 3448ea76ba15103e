using Engram.Models;
using Engram.Numerics;
using Engram.Tests.Support;

namespace Engram.Tests.Models;

public sealed class SharedWordsTests
{
    // Without dropout training computes what predicting does, which encodes and multiplies every row by itself; two sentences have "Taipei".
    [Theory]
    [InlineData(CellKind.Lstm, true, 1)]
    [InlineData(CellKind.GruResetAfter, true, 2)]
    [InlineData(CellKind.Elman, false, 1)]
    public void Backpropagate_WhereABatchRepeatsAWord_GivesTheGradientsOfEveryRowByItself(CellKind cell, bool bidirectional, int layers)
    {
        TaggerCase<double> sample = new(TaggerSample.Tiny with { Cell = cell, Bidirectional = bidirectional, Layers = layers }, seed: 1);
        double expectedLoss = sample.Loss();
        double[][] expected = [.. sample.Network.Parameters.Select(parameter => (double[])parameter.Gradient.Clone())];

        double loss = sample.Loss(masks: 1);

        Assert.Equal(9, sample.Batch.Layout.Rows);
        Assert.Equal(8, sample.Pass.Input.Rows);
        Assert.Equal(expectedLoss, loss, 1e-14);
        foreach ((Parameter<double> parameter, double[] gradient) in sample.Network.Parameters.Zip(expected))
            Assert.All(gradient.Zip(parameter.Gradient), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
    }
}
