using Engram.Layers;
using Engram.Models;
using Engram.Numerics;
using Engram.Tests.Support;

namespace Engram.Tests.Models;

public sealed class TaggerGradientTests
{
    public static TheoryData<CellKind, OutputKind> Networks()
    {
        TheoryData<CellKind, OutputKind> cases = [];
        foreach (CellKind cell in Enum.GetValues<CellKind>())
        {
            foreach (OutputKind output in Enum.GetValues<OutputKind>())
                cases.Add(cell, output);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Backpropagate_ThroughAWholeTagger_MatchesCentralDifferences(CellKind cell, OutputKind output) =>
        AssertMatches(TaggerSample.Tiny with { Cell = cell, Output = output, Layers = 2 }, masks: null);

    [Fact]
    public void Backpropagate_ThroughEveryLayerAndDropout_MatchesCentralDifferences() => AssertMatches(
        TaggerSample.Tiny with
        {
            Cell = CellKind.Gru,
            Window = 3,
            Layers = 3,
            Merge = Merge.Average,
            Residual = true,
            LayerNormalization = true,
            Attention = true,
            LookAhead = 2,
            RecurrentDropout = 0.3,
            LearnInitialState = true,
            Dropout = 0.3,
            WordDropout = 1,
        },
        masks: 7);

    [Fact]
    public void Backpropagate_ThroughOneJordanLayerInOneDirection_MatchesCentralDifferences() => AssertMatches(
        TaggerSample.Tiny with { Cell = CellKind.Jordan, Layers = 1, Bidirectional = false, Dropout = 0.2, RecurrentDropout = 0.2 }, masks: 3);

    [Fact]
    public void Backpropagate_OfATaughtJordanTagger_MatchesCentralDifferences() =>
        AssertMatches(TaggerSample.Tiny with { Cell = CellKind.ElmanJordan }, masks: null, teach: true);

    [Theory]
    [InlineData(CellKind.Jordan, false)]
    [InlineData(CellKind.Lstm, true)]
    public void Teach_ChangesTheLoss_OnlyWhereTagsAreFedBack(CellKind cell, bool same)
    {
        TaggerCase<double> tagger = new(TaggerSample.Tiny with { Cell = cell }, 1);

        Assert.Equal(same, tagger.Loss() == tagger.Loss(teach: true));
    }

    [Fact]
    public void Create_AJordanTagger_HasNoDenseLayerAboveIt()
    {
        TaggerNetwork<double> network = new TaggerCase<double>(TaggerSample.Tiny with { Cell = CellKind.Jordan, Layers = 1 }, 1).Network;

        Bidirectional<double> top = Assert.IsType<Bidirectional<double>>(network.Emissions);
        Assert.Equal(Merge.Sum, top.Merge);
        Assert.Equal(4, top.OutputSize);
        Assert.Empty(network.Body.Parameters);
    }

    private static void AssertMatches(TaggerOptions options, int? masks, bool teach = false)
    {
        TaggerCase<double> tagger = new(options, 5);
        double Loss() => tagger.Loss(masks, teach);
        Loss();
        double[][] gradients = [.. tagger.Network.Parameters.Select(parameter => (double[])parameter.Gradient.Clone())];

        foreach ((Parameter<double> parameter, double[] gradient) in tagger.Network.Parameters.Zip(gradients))
        {
            if (parameter.Rows < 1000)
            {
                GradientCheck.AssertMatches(parameter.Name, parameter.Value, gradient, Loss);
                continue;
            }

            // The table of all letter trigrams: the rows that these words have, and the first ones, which they have not.
            for (int row = 0; row < parameter.Rows; row++)
            {
                Span<double> slice = gradient.AsSpan(row * parameter.Columns, parameter.Columns);
                if (row < 3 || slice.ContainsAnyExcept(0))
                    GradientCheck.AssertMatches(parameter.Name, parameter.Values.Row(row), slice, Loss);
            }
        }
    }
}
