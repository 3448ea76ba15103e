using System.Numerics;
using Engram.Numerics;
using Engram.Tagging;
using Engram.Tests.Support;

namespace Engram.Tests.Tagging;

/// <summary>The kernels of the field, which work on whole vectors, against plain sums.</summary>
public sealed class CrfKernelTests
{
    private const int Length = 4;

    // Every remainder of a vector of 8 and of 16, around four of them, and the sizes of real corpora.
    public static TheoryData<int> TagCounts() => [.. Enumerable.Range(1, 35), 63, 64, 65, 95, 96, 97, 127, 128, 129, 130];

    [Theory]
    [MemberData(nameof(TagCounts))]
    public void ForwardBackward_AndViterbi_OnEveryBlockingEdge_AgreeWithPlainSums(int tags)
    {
        AssertAgrees<double>(tags, 1e-12);
        AssertAgrees<float>(tags, 2e-5);
    }

    private static void AssertAgrees<T>(int tags, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        LinearChainCrf<T> crf = new(tags);
        Some.Unsettle(crf.Parameters, tags);
        LinearChainCrf<double> exact = new(tags);
        foreach ((Parameter<T> from, Parameter<double> to) in crf.Parameters.Zip(exact.Parameters))
            to.Set([.. from.Value.Select(double.CreateTruncating)]);
        RowBuffer<T> emissions = Some.Rows<T>(Length, tags, tags + 1), dEmissions = new(Length, tags);
        double[,] scores = new double[Length, tags];
        for (int step = 0; step < Length; step++)
        {
            for (int tag = 0; tag < tags; tag++)
                scores[step, tag] = double.CreateTruncating(emissions.Block[step, tag]);
        }

        PlainCrf plain = new(exact, scores);
        int[] gold = [.. Enumerable.Range(0, Length).Select(step => step * 5 % tags)], path = new int[Length];
        CrfWorkspace<T> workspace = new(tags);
        CrfGradient<T> gradient = new(tags);
        CrfLattice<T> lattice = crf.CreateLattice();

        double likelihood = lattice.Backpropagate(emissions.Block, gold, T.One, dEmissions.Block, gradient, workspace);
        gradient.AddTo(crf);

        Assert.Equal(plain.LogPartition, workspace.LogPartition, tolerance * 10);
        Assert.Equal(lattice.Score(emissions.Block, gold, workspace) - plain.LogPartition, likelihood, tolerance * 10);
        AssertGradients(plain, gold, crf, dEmissions, tolerance);
        Assert.Equal(plain.BestScore(), lattice.Viterbi(emissions.Block, path, workspace), tolerance * 10);
        Assert.Equal(plain.BestScore(), lattice.Score(emissions.Block, path, workspace), tolerance * 10);
    }

    // What the gold tags have minus what is expected.
    private static void AssertGradients<T>(PlainCrf plain, int[] gold, LinearChainCrf<T> crf, RowBuffer<T> dEmissions, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        void Close(double expected, T actual) => Assert.Equal(expected, double.CreateTruncating(actual), tolerance);
        for (int tag = 0; tag < crf.Tags; tag++)
        {
            for (int step = 0; step < Length; step++)
                Close((gold[step] == tag ? 1 : 0) - plain.Marginal(step, tag), dEmissions.Block[step, tag]);
            Close((gold[0] == tag ? 1 : 0) - plain.Marginal(0, tag), crf.Start.Gradient[tag]);
            Close((gold[^1] == tag ? 1 : 0) - plain.Marginal(Length - 1, tag), crf.End.Gradient[tag]);
            for (int to = 0; to < crf.Tags; to++)
            {
                double expected = Enumerable.Range(1, Length - 1).Sum(
                    step => (gold[step - 1] == tag && gold[step] == to ? 1 : 0) - plain.Marginal(step, tag, to));
                Close(expected, crf.Transitions.Gradients[tag, to]);
            }
        }
    }
}
