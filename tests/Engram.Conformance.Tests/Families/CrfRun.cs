using System.Numerics;
using System.Text.Json;
using Engram.Conformance.Tests.Cases;
using Engram.Numerics;
using Engram.Tagging;

namespace Engram.Conformance.Tests.Families;

/// <summary>One run of a linear chain over the sentences of a case, which lie side by side, and back.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class CrfRun<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly string[] Inputs = ["emissions", "tags", "lengths"];

    private readonly VectorCase _vector;
    private readonly int _sentences;
    private readonly int _tags;
    private readonly T[] _emissions;
    private readonly int[] _gold;
    private readonly int[] _lengths;
    private readonly LinearChainCrf<T> _crf;
    private readonly CrfLattice<T> _lattice;

    /// <summary>Builds the chain; what the case does not give is 0.</summary>
    /// <param name="vector">The case.</param>
    public CrfRun(VectorCase vector)
    {
        _vector = vector;
        VectorTensor emissions = vector.Tensor("inputs", "emissions");
        (_sentences, _tags) = (emissions.Shape[1], emissions.Shape[2]);
        CaseOptions options = new(vector.Name, vector.Attributes);
        Assert.Equal(_tags, options.Whole("labels", _tags));
        options.Allow("label_names", "note").RequireAllAsked();
        Assert.Empty(vector.Get("inputs").EnumerateObject().Select(input => input.Name).Except(Inputs));
        _emissions = emissions.To<T>();
        _gold = vector.Tensor("inputs", "tags").ToInts();
        _lengths = vector.FindTensor("inputs", "lengths")?.ToInts() ?? [.. Enumerable.Repeat(emissions.Shape[0], _sentences)];
        _crf = new LinearChainCrf<T>(_tags);
        foreach (JsonProperty weight in vector.Get("weights").EnumerateObject())
            Parameter(weight.Name).Set(VectorTensor.Read(weight.Value).To<T>());
        _lattice = _crf.CreateLattice();
    }

    /// <summary>Runs and compares.</summary>
    public void Run()
    {
        Dictionary<string, double[]> results = [], gradients = [];
        RunBack(results, gradients);
        RunPaths(results);
        Compare("expected", results);
        Compare("gradients", gradients);
    }

    private void RunBack(Dictionary<string, double[]> results, Dictionary<string, double[]> gradients)
    {
        CrfGradient<T> gradient = new(_tags);
        CrfWorkspace<T> workspace = new(_tags);
        T[] dEmissions = new T[_emissions.Length], marginals = new T[_emissions.Length];
        double[] likelihoods = new double[_sentences], partitions = new double[_sentences];
        for (int sentence = 0; sentence < _sentences; sentence++)
        {
            likelihoods[sentence] = double.CreateTruncating(_lattice.Backpropagate(
                Rows(_emissions, sentence), Path(sentence), -T.One, Rows(dEmissions, sentence), gradient, workspace));
            partitions[sentence] = double.CreateTruncating(workspace.LogPartition);
            workspace.Marginals.CopyTo(Rows(marginals, sentence));
        }

        gradient.AddTo(_crf);
        results["log_likelihood"] = likelihoods;
        results["log_partition"] = partitions;
        results["loss"] = [-likelihoods.Sum()];
        results["marginals"] = Wide(marginals);
        gradients["emissions"] = Wide(dEmissions);
        foreach (Parameter<T> parameter in _crf.Parameters)
            gradients[parameter.Name] = Wide(parameter.Gradient);
    }

    private void RunPaths(Dictionary<string, double[]> results)
    {
        double[] scores = new double[_sentences], best = new double[_sentences], paths = [.. _gold.Select(_ => -1.0)];
        CrfWorkspace<T> workspace = new(_tags);
        for (int sentence = 0; sentence < _sentences; sentence++)
        {
            int[] path = Path(sentence);
            scores[sentence] = double.CreateTruncating(_lattice.Score(Rows(_emissions, sentence), path, workspace));
            best[sentence] = double.CreateTruncating(_lattice.Viterbi(Rows(_emissions, sentence), path, workspace));
            for (int step = 0; step < path.Length; step++)
                paths[(step * _sentences) + sentence] = path[step];
        }

        results["gold_score"] = scores;
        results["viterbi_path"] = paths;
        results["viterbi_score"] = best;
    }

    // Everything that the case names, so that nothing in it is overlooked.
    private void Compare(string section, Dictionary<string, double[]> got)
    {
        foreach (JsonProperty expected in _vector.Find(section)?.EnumerateObject() ?? default)
        {
            Assert.True(got.ContainsKey(expected.Name), $"{_vector.Name}: {section} '{expected.Name}' is not known here.");
            _vector.Tolerance.AssertClose($"{section} {expected.Name}", VectorTensor.Read(expected.Value), got[expected.Name]);
        }
    }

    private Parameter<T> Parameter(string name) => _crf.Parameters.FirstOrDefault(parameter => parameter.Name == name)
        ?? throw new NotSupportedException($"{_vector.Name}: the weight '{name}' is not known here.");

    private int[] Path(int sentence) => [.. Enumerable.Range(0, _lengths[sentence]).Select(step => _gold[(step * _sentences) + sentence])];

    // Arrays are [step, sentence, tag]: the rows of a sentence lie as far apart as there are sentences.
    private RowBlock<T> Rows(T[] data, int sentence) =>
        new(data.AsSpan(sentence * _tags), _lengths[sentence], _tags, _sentences * _tags);

    private static double[] Wide(T[] values) => [.. values.Select(double.CreateTruncating)];
}
