using System.Runtime.InteropServices;
using CsCheck;
using Engram.Numerics;
using Engram.Tagging;
using Engram.Tests.Support;

namespace Engram.Tests.Tagging;

public sealed class CrfLatticeTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    [InlineData(1000)]
    public void ForwardBackward_SmallCases_AgreesWithEnumeration(int size) =>
        CrfCase.Generate(size).Sample(sample => AssertAgrees(sample, null), iter: 300);

    [Fact]
    public void ForwardBackward_UnderConstraints_AgreesWithEnumeration() =>
        CrfCase.Generate(30).SelectMany(sample => sample.Constraints().Select(constraints => (sample, constraints)))
            .Sample(pair => AssertAgrees(pair.sample, pair.constraints), iter: 500);

    [Fact]
    public void ForwardBackward_InFloat_AgreesWithDouble() => CrfCase.Generate(60).Sample(sample =>
    {
        CrfWorkspace<double> expected = new(sample.Crf.Tags);
        double logPartition = sample.Crf.CreateLattice().ForwardBackward(sample.Rows, expected);
        CrfWorkspace<float> workspace = new(sample.Crf.Tags);
        double got = ToFloat(sample.Crf).CreateLattice().ForwardBackward(ToFloat(sample.Rows, new float[1000]), workspace);

        Assert.Equal(logPartition, got, 2e-4);
        for (int t = 0; t < sample.Length; t++)
        {
            for (int tag = 0; tag < sample.Crf.Tags; tag++)
                Assert.Equal(expected.Marginals[t, tag], workspace.Marginals[t, tag], 2e-4);
        }
    });

    [Fact]
    public void Backpropagate_AnyCase_MatchesCentralDifferences() => CrfCase.Generate(3).Sample(
        sample =>
        {
            CrfWorkspace<double> workspace = new(sample.Crf.Tags);
            CrfGradient<double> gradient = new(sample.Crf.Tags);
            double[,] dEmissions = new double[sample.Length, sample.Crf.Tags];
            RowBlock<double> block = CrfCase.Block(dEmissions);
            CrfLattice<double> lattice = sample.Crf.CreateLattice(temperature: 1.5);

            double logLikelihood = lattice.Backpropagate(sample.Rows, sample.Gold, -0.7, block, gradient, workspace);
            gradient.AddTo(sample.Crf);

            Assert.Equal(logLikelihood, lattice.LogLikelihood(sample.Rows, sample.Gold, workspace));
            double Loss() => -0.7 * sample.Crf.CreateLattice(temperature: 1.5).LogLikelihood(sample.Rows, sample.Gold, new(sample.Crf.Tags));
            foreach (Parameter<double> parameter in sample.Crf.Parameters)
                GradientCheck.AssertMatches(parameter.Name, parameter.Value, parameter.Gradient, Loss);
            for (int t = 0; t < sample.Length; t++)
            {
                Span<double> emissions = MemoryMarshal.CreateSpan(ref sample.Emissions[t, 0], sample.Crf.Tags);
                GradientCheck.AssertMatches("emissions", emissions, block.Row(t), Loss);
            }
        },
        iter: 60);

    [Fact]
    public void Backpropagate_ScoresThatUnderflow_GivesTheGradientOfTheLogarithms()
    {
        // Each of the two ways has a word at −1000: products of exponentials would have lost one of them by the end of the first word.
        LinearChainCrf<float> crf = new(2);
        crf.Transitions.Set([0, -1000, -1000, 0]);
        float[] emissions = [0, -1000, -1000, 0], dEmissions = new float[4];
        CrfGradient<float> gradient = new(2);

        double logLikelihood = crf.CreateLattice().Backpropagate(
            new(emissions, 2, 2), [0, 0], 1, new(dEmissions, 2, 2), gradient, new(2));

        Assert.Equal(-Math.Log(3), logLikelihood, 1e-6); // 0→0 and 1→1 at −1000, and 0→1 too, by a transition of −1000
        Assert.Equal([1 / 3f, -1 / 3f, 2 / 3f, -2 / 3f], dEmissions, (left, right) => Math.Abs(left - right) < 1e-6);
        Assert.Equal(2 / 3f, gradient.Transitions[0, 0], 1e-6f);
        Assert.Equal(-1 / 3f, gradient.Transitions[0, 1], 1e-6f);
    }

    [Fact]
    public void Backpropagate_GoldForbidden_SaysSo()
    {
        TagConstraints constraints = new([true, false], new[,] { { true, true }, { true, true } }, [true, true]);
        CrfLattice<float> lattice = new LinearChainCrf<float>(2).CreateLattice(constraints);

        ArgumentException error = Assert.Throws<ArgumentException>(
            () => lattice.Backpropagate(new(new float[2], 1, 2), [1], 1, new(new float[2], 1, 2), new(2), new(2)));

        Assert.StartsWith("CrfLattice.Backpropagate: the constraints forbid the gold tags.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ForwardBackward_FiveThousandWords_KeepsItsPrecision()
    {
        const int length = 5000, tags = 3;
        LinearChainCrf<double> wide = new(tags);
        LinearChainCrf<float> crf = new(tags);
        double[] emissions = new double[length * tags];
        for (int i = 0; i < emissions.Length; i++)
            emissions[i] = (float)(5 * Math.Sin(i * i));
        for (int i = 0; i < tags * tags; i++)
            wide.Transitions.Value[i] = crf.Transitions.Value[i] = (float)(3 * Math.Cos(i));
        CrfWorkspace<float> workspace = new(tags);
        CrfWorkspace<double> expected = new(tags);

        double logPartition = wide.CreateLattice().ForwardBackward(new(emissions, length, tags), expected);
        double got = crf.CreateLattice().ForwardBackward(new([.. emissions.Select(value => (float)value)], length, tags), workspace);

        Assert.False(workspace.InLogSpace);
        Assert.Equal(logPartition, got, Math.Abs(logPartition) * 1e-6);
        Assert.Equal(expected.Marginals[2500, 1], workspace.Marginals[2500, 1], 1e-5);
        Assert.Equal(1, workspace.Marginals[4999, 0] + workspace.Marginals[4999, 1] + workspace.Marginals[4999, 2], 1e-6);
    }

    [Fact]
    public void ForwardBackward_OrdinaryScoresOfATrainedTagger_StaysWithProducts()
    {
        // 130 tags, a clear winner for each word, BIO: no detour by logarithms, which would be a hundred times slower.
        const int tags = 130, length = 60;
        LinearChainCrf<float> crf = new(tags);
        for (int i = 0; i < crf.Transitions.Count; i++)
            crf.Transitions.Value[i] = (float)(4 * Math.Sin(i * 7.3));
        float[] emissions = new float[length * tags];
        for (int i = 0; i < emissions.Length; i++)
            emissions[i] = (float)((8 * Math.Cos(i * 3.1)) + (i % tags == i / tags % tags ? 12 : 0));
        CrfWorkspace<float> workspace = new(tags);

        crf.CreateLattice(Bio(tags)).ForwardBackward(new(emissions, length, tags), workspace);

        Assert.False(workspace.InLogSpace);
    }

    [Fact]
    public void SpanProbability_AnySpan_AgreesWithEnumeration() => CrfCase.Generate(5).Sample(sample =>
    {
        EnumeratedCrf enumerated = new(sample.Crf, sample.Emissions);
        CrfWorkspace<double> workspace = new(sample.Crf.Tags);
        CrfLattice<double> lattice = sample.Crf.CreateLattice();
        lattice.ForwardBackward(sample.Rows, workspace);

        for (int start = 0; start < sample.Length; start++)
        {
            for (int end = start + 1; end <= sample.Length; end++)
            {
                int[] span = sample.Gold[start..end];
                double expected = enumerated.Probability(tags => tags.AsSpan(start, span.Length).SequenceEqual(span));
                Assert.Equal(expected, lattice.SpanProbability(start, span, workspace), 1e-9);
            }
        }
    });

    [Fact]
    public void SpanProbability_OutsideTheSentence_SaysSo()
    {
        CrfLattice<float> lattice = new LinearChainCrf<float>(2).CreateLattice();
        CrfWorkspace<float> workspace = new(2);

        Assert.Throws<ArgumentException>(() => lattice.SpanProbability(0, [1], workspace));
        lattice.ForwardBackward(new(new float[4], 2, 2), workspace);
        ArgumentException error = Assert.Throws<ArgumentException>(() => lattice.SpanProbability(1, [1, 1], workspace));

        Assert.StartsWith(
            "CrfLattice.SpanProbability: words 1 to 3 were asked for, but the sentence has 2.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LogLikelihood_AnotherShape_SaysBoth()
    {
        CrfLattice<float> lattice = new LinearChainCrf<float>(2).CreateLattice();

        ShapeException error = Assert.Throws<ShapeException>(() => lattice.LogLikelihood(new(new float[6], 2, 3), [0, 0], new(2)));

        Assert.Equal(
            "CrfLattice.LogLikelihood: emissions are [2, 3] and the workspace is for 2 tags, but the field has 2. "
            + "Give one or more rows of 2 columns, and a workspace for 2.",
            error.Message);
        Assert.Throws<ShapeException>(() => lattice.LogLikelihood(new(new float[4], 2, 2), [0], new(2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => lattice.LogLikelihood(new(new float[4], 2, 2), [0, 2], new(2)));
    }

    [Fact]
    public void Backpropagate_OnceWarm_AllocatesNothing()
    {
        CrfLattice<float> lattice = new LinearChainCrf<float>(20).CreateLattice();
        CrfWorkspace<float> workspace = new(20);
        CrfGradient<float> gradient = new(20);
        float[] emissions = [.. Enumerable.Range(0, 200).Select(i => MathF.Sin(i))], dEmissions = new float[200];
        int[] gold = new int[10];
        void Run()
        {
            lattice.Backpropagate(new(emissions, 10, 20), gold, 1, new(dEmissions, 10, 20), gradient, workspace);
            lattice.Viterbi(new(emissions, 10, 20), gold, workspace);
        }

        Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    internal static TagConstraints Bio(int tags)
    {
        // 0 is O; odd tags are B-, the even one after each is its I-.
        bool[] first = [.. Enumerable.Range(0, tags).Select(tag => tag == 0 || tag % 2 == 1)];
        bool[,] follow = new bool[tags, tags];
        for (int from = 0; from < tags; from++)
        {
            for (int to = 0; to < tags; to++)
                follow[from, to] = first[to] || from == to || from == to - 1;
        }

        return new(first, follow, [.. first.Select(_ => true)]);
    }

    private static void AssertAgrees(CrfCase sample, TagConstraints? constraints)
    {
        EnumeratedCrf enumerated = new(sample.Crf, sample.Emissions, constraints);
        CrfWorkspace<double> workspace = new(sample.Crf.Tags);
        CrfLattice<double> lattice = sample.Crf.CreateLattice(constraints);
        if (enumerated.Paths.Count == 0)
        {
            Assert.Throws<InvalidOperationException>(() => lattice.ForwardBackward(sample.Rows, workspace));
            return;
        }

        double logPartition = lattice.ForwardBackward(sample.Rows, workspace);

        Assert.Equal(enumerated.LogPartition, logPartition, 1e-9);
        for (int t = 0; t < sample.Length; t++)
        {
            for (int tag = 0; tag < sample.Crf.Tags; tag++)
                Assert.Equal(enumerated.Probability(tags => tags[t] == tag), workspace.Marginals[t, tag], 1e-9);
        }
    }

    private static LinearChainCrf<float> ToFloat(LinearChainCrf<double> crf)
    {
        LinearChainCrf<float> result = new(crf.Tags);
        foreach ((Parameter<double> from, Parameter<float> to) in crf.Parameters.Zip(result.Parameters))
            to.Set([.. from.Value.Select(value => (float)value)]);
        return result;
    }

    private static RowBlock<float> ToFloat(RowBlock<double> rows, float[] memory)
    {
        RowBlock<float> result = new(memory, rows.Rows, rows.Columns);
        for (int row = 0; row < rows.Rows; row++)
        {
            for (int column = 0; column < rows.Columns; column++)
                result[row, column] = (float)rows[row, column];
        }

        return result;
    }
}
