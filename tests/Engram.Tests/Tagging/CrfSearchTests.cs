using CsCheck;
using Engram.Tagging;

namespace Engram.Tests.Tagging;

public sealed class CrfSearchTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(1000)]
    public void Viterbi_SmallCases_FindsTheBestOfAllSequences(int size) =>
        CrfCase.Generate(size).SelectMany(sample => sample.Constraints().Null().Select(constraints => (sample, constraints))).Sample(pair =>
        {
            (CrfCase sample, TagConstraints? constraints) = pair;
            List<(int[] Tags, double Score)> all = new EnumeratedCrf(sample.Crf, sample.Emissions, constraints).Paths;
            CrfLattice<double> lattice = sample.Crf.CreateLattice(constraints);
            int[] path = new int[sample.Length];
            if (all.Count == 0)
            {
                Assert.Throws<InvalidOperationException>(() => lattice.Viterbi(sample.Rows, path, new(sample.Crf.Tags)));
                return;
            }

            double score = lattice.Viterbi(sample.Rows, path, new(sample.Crf.Tags));

            Assert.Equal(all.Max(candidate => candidate.Score), score, 1e-9);
            Assert.Contains(all, candidate => candidate.Tags.SequenceEqual(path));
        });

    [Fact]
    public void Best_SmallCases_ListsAllSequencesInOrder() =>
        CrfCase.Generate(3, whole: true).SelectMany(sample => sample.Constraints().Null().Select(constraints => (sample, constraints))).Sample(pair =>
        {
            (CrfCase sample, TagConstraints? constraints) = pair;
            List<(int[] Tags, double Score)> all = new EnumeratedCrf(sample.Crf, sample.Emissions, constraints).Paths;
            if (all.Count == 0)
                return;
            CrfLattice<double> lattice = sample.Crf.CreateLattice(constraints);
            int[] path = new int[sample.Length];

            IReadOnlyList<TagPath> paths = lattice.Best(sample.Rows, 20, new(sample.Crf.Tags));
            lattice.Viterbi(sample.Rows, path, new(sample.Crf.Tags));

            Assert.Equal(all.Select(candidate => candidate.Score).OrderDescending().Take(20), paths.Select(candidate => candidate.Score));
            Assert.Equal(paths.Count, paths.Select(candidate => string.Join(' ', candidate.Tags)).Distinct().Count());
            Assert.Equal(path, paths[0].Tags);
        });

    [Fact]
    public void Best_AskedAgain_GivesTheSame()
    {
        CrfLattice<float> lattice = new LinearChainCrf<float>(3).CreateLattice();
        CrfWorkspace<float> workspace = new(3);

        IReadOnlyList<TagPath> first = lattice.Best(new(new float[9], 3, 3), 5, workspace);
        IReadOnlyList<TagPath> second = lattice.Best(new(new float[9], 3, 3), 5, workspace);

        Assert.Equal(["0 0 0", "1 0 0", "2 0 0", "0 1 0", "1 1 0"], first.Select(path => string.Join(' ', path.Tags)));
        Assert.Equal(first.Select(path => string.Join(' ', path.Tags)), second.Select(path => string.Join(' ', path.Tags)));
    }

    [Fact]
    public void Viterbi_UnderTheConstraintsOfBio_PrefersAWellFormedSequence()
    {
        // The words' own best tags, O I-x, are no BIO; B-x I-x is the best that is.
        TagConstraints bio = new(["O", "B-x", "I-x"], TagScheme.Bio);
        float[] emissions = [2, 1.5f, 3, 0, 0, 5];
        int[] path = new int[2];

        double score = new LinearChainCrf<float>(3).CreateLattice(bio).Viterbi(new(emissions, 2, 3), path, new(3));

        Assert.Equal([1, 2], path);
        Assert.Equal(6.5, score, 1e-6);
    }

    [Fact]
    public void Viterbi_FiveThousandWordsUnderBio_IsWellFormed()
    {
        const int length = 5000, tags = 7;
        TagConstraints bio = CrfLatticeTests.Bio(tags);
        LinearChainCrf<float> crf = new(tags);
        float[] emissions = [.. Enumerable.Range(0, length * tags).Select(i => 1000 * MathF.Sin(i * i))];
        int[] path = new int[length];

        crf.CreateLattice(bio).Viterbi(new(emissions, length, tags), path, new(tags));

        Assert.True(bio.CanStart(path[0]));
        for (int t = 1; t < length; t++)
            Assert.True(bio.CanFollow(path[t - 1], path[t]));
    }
}
