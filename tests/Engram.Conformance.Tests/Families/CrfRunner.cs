using Engram.Conformance.Tests.Cases;
using Engram.Numerics;
using Engram.Tagging;

namespace Engram.Conformance.Tests.Families;

/// <summary><c>textbook.LinearChainCRF</c>: likelihood, gradients, marginals and best path; sentences lie side by side.</summary>
public sealed class CrfRunner : ICaseRunner
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = ["textbook.LinearChainCRF"];

    /// <inheritdoc/>
    public void Run(VectorCase vector)
    {
        VectorTensor emissions = vector.Tensor("inputs", "emissions");
        int steps = emissions.Shape[0], sentences = emissions.Shape[1], tags = emissions.Shape[2];
        int[] gold = vector.Tensor("inputs", "tags").ToInts();
        int[] lengths = vector.FindTensor("inputs", "lengths")?.ToInts() ?? [.. Enumerable.Repeat(steps, sentences)];
        LinearChainCrf<double> crf = Create(vector, tags);
        CrfLattice<double> lattice = crf.CreateLattice();
        CrfGradient<double> gradient = new(tags);
        CrfWorkspace<double> workspace = new(tags);
        double[] dEmissions = new double[emissions.Data.Length], marginals = new double[emissions.Data.Length];
        double[] likelihoods = new double[sentences], partitions = new double[sentences];
        for (int sentence = 0; sentence < sentences; sentence++)
        {
            int length = lengths[sentence];
            likelihoods[sentence] = lattice.Backpropagate(
                Rows(emissions, emissions.Data, sentence, length), Path(gold, sentence, sentences, length), -1,
                Rows(emissions, dEmissions, sentence, length), gradient, workspace);
            partitions[sentence] = workspace.LogPartition;
            workspace.Marginals.CopyTo(Rows(emissions, marginals, sentence, length));
        }

        gradient.AddTo(crf);
        Expect(vector, "log_likelihood", likelihoods);
        Expect(vector, "log_partition", partitions);
        Expect(vector, "loss", [-likelihoods.Sum()]);
        Expect(vector, "marginals", marginals);
        vector.Tolerance.AssertClose("gradient of emissions", vector.Tensor("gradients", "emissions"), dEmissions);
        foreach (Parameter<double> parameter in crf.Parameters)
            vector.Tolerance.AssertClose($"gradient of {parameter.Name}", vector.Tensor("gradients", parameter.Name), parameter.Gradient);
        RunPaths(vector, emissions, gold, lengths, lattice);
    }

    private static void RunPaths(VectorCase vector, VectorTensor emissions, int[] gold, int[] lengths, CrfLattice<double> lattice)
    {
        int sentences = lengths.Length;
        double[] scores = new double[sentences], best = new double[sentences], paths = [.. gold.Select(_ => -1.0)];
        CrfWorkspace<double> workspace = new(lattice.Tags);
        for (int sentence = 0; sentence < sentences; sentence++)
        {
            RowBlock<double> rows = Rows(emissions, emissions.Data, sentence, lengths[sentence]);
            int[] path = Path(gold, sentence, sentences, lengths[sentence]);
            scores[sentence] = lattice.Score(rows, path, workspace);
            best[sentence] = lattice.Viterbi(rows, path, workspace);
            for (int step = 0; step < path.Length; step++)
                paths[(step * sentences) + sentence] = path[step];
        }

        Expect(vector, "gold_score", scores);
        Expect(vector, "viterbi_path", paths);
        Expect(vector, "viterbi_score", best);
    }

    private static void Expect(VectorCase vector, string name, double[] got) =>
        vector.Tolerance.AssertClose(name, vector.Tensor("expected", name), got);

    private static int[] Path(int[] tags, int sentence, int sentences, int length) =>
        [.. Enumerable.Range(0, length).Select(step => tags[(step * sentences) + sentence])];

    // Arrays are [step, sentence, tag]: the rows of a sentence lie as far apart as there are sentences.
    private static RowBlock<double> Rows(VectorTensor shape, double[] data, int sentence, int length) =>
        new(data.AsSpan(sentence * shape.Shape[2]), length, shape.Shape[2], shape.Shape[1] * shape.Shape[2]);

    private static LinearChainCrf<double> Create(VectorCase vector, int tags)
    {
        LinearChainCrf<double> crf = new(tags);
        foreach (Parameter<double> parameter in crf.Parameters)
            parameter.Set(vector.Tensor("weights", parameter.Name).Data);
        return crf;
    }
}
