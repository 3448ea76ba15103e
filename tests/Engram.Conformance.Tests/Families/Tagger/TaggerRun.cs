using System.Numerics;
using System.Text.Json;
using Engram.Conformance.Tests.Cases;
using Engram.Conformance.Tests.Families.Torch;
using Engram.Conformance.Tests.Networks;
using Engram.Corpora;
using Engram.Encoders;
using Engram.Layers;
using Engram.Models;
using Engram.Numerics;
using Engram.Tagging;
using Engram.Training;

namespace Engram.Conformance.Tests.Families.Tagger;

/// <summary>One run of a tagger, and back: the network and the loss that <c>engram train</c> uses.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class TaggerRun<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly VectorCase _vector;
    private readonly TaggerCaseOptions _options;
    private readonly TaggerNetwork<T> _network;
    private readonly WeightLinks<T> _links = new();
    private readonly SentenceLayout _layout;
    private readonly WordBatch _words = new();
    private readonly int[] _lengths;

    /// <summary>Builds the tagger.</summary>
    /// <param name="vector">The case.</param>
    public TaggerRun(VectorCase vector)
    {
        _vector = vector;
        _options = new TaggerCaseOptions(vector);
        Vocabulary words = new([.. Enumerable.Range(1, _options.Vocabulary - 1).Select(word => $"{word}")]), none = new([]);
        _network = new(
            _options.Network,
            new TaggerLexicon(_options.Network, new WordNormalizer(_options.Network.Folding), words, none, none),
            new TaggerLabels([.. Enumerable.Range(0, _options.Labels).Select(label => $"{label}")], TagScheme.Plain, []));
        Link();
        VectorTensor ids = vector.Tensor("inputs", "ids");
        int[] lengths = vector.FindTensor("inputs", "lengths")?.ToInts() ?? [.. Enumerable.Repeat(ids.Shape[1], ids.Shape[0])];
        _layout = SentenceLayout.OfLengths(ids.Shape[1], lengths, batchFirst: true);
        _lengths = [.. lengths.Where(length => length > 0)];
        WordFeatures[] features = [.. Enumerable.Range(0, _options.Vocabulary).Select(word => new WordFeatures(word, 1, 0, [0], []))];
        _words.Fill([.. BySentence(ids).Select(sentence => sentence.Select(word => features[word]).ToArray())]);
    }

    /// <summary>Runs and compares.</summary>
    public void Run()
    {
        _links.Load();
        _network.Prepare();
        TaggerPass<T> pass = new(_network);
        pass.Forward(_words);
        _vector.Tolerance.AssertClose("scores", _vector.Tensor("expected", "scores"), _layout.Scatter(pass.Emissions));
        if (_vector.FindTensor("expected", "predicted") is VectorTensor predicted)
            Assert.Equal([.. BySentence(predicted).Select(Decodable)], Decode(pass));

        // The product takes the mean over the words, whatever the output.
        int share = _options.IsCrf ? _words.Layout.Rows : 1;
        TaggerLoss<T> loss = new(_network, null, 0);
        (double tags, _) = loss.Backpropagate(pass, _words, [.. BySentence(_vector.Tensor("inputs", "labels"))], []);
        _vector.Tolerance.AssertClose("loss", _vector.Tensor("expected", "loss").Data[0], share * tags);
        Assert.Empty(_vector.Get("expected").EnumerateObject().Select(item => item.Name).Except(["scores", "predicted", "loss"]));
        foreach (JsonProperty gradient in _vector.Get("gradients").EnumerateObject())
        {
            double[] got = [.. _links.Gradient(gradient.Name).Select(value => share * value)];
            _vector.Tolerance.AssertClose($"gradient of {gradient.Name}", VectorTensor.Read(gradient.Value), got);
        }
    }

    // As text, so that a failure shows both paths.
    private static string Decodable(int[] path) => string.Join(' ', path);

    private string[] Decode(TaggerPass<T> pass)
    {
        CrfLattice<T> lattice = _network.Crf.CreateLattice();
        CrfWorkspace<T> workspace = new(lattice.Tags);
        string[] decoded = new string[_lengths.Length];
        for (int rank = 0; rank < decoded.Length; rank++)
        {
            int[] path = new int[_words.Layout.Length(rank)];
            RowBuffer<T> emissions = new(path.Length, lattice.Tags);
            for (int step = 0; step < path.Length; step++)
                pass.Emissions.Row(_words.Layout.Row(rank, step)).CopyTo(emissions.Row(step));
            lattice.Viterbi(emissions.Block, path, workspace);
            decoded[_words.Layout.Sentence(rank)] = Decodable(path);
        }

        return decoded;
    }

    private void Link()
    {
        void Add(string name, Parameter<T> target, params ReadOnlySpan<string> path)
        {
            VectorTensor weight = _vector.Tensor(["weights", .. path]);
            _links.AddAll(name, weight, MatrixView.Of(weight), target);
        }

        Add("embedding", ((TableEncoder<T>)_network.Encoders[0]).Table, "embedding");
        if (_network.Body.Layers[0] is ContextWindow<T> window)
        {
            VectorTensor table = _vector.Tensor("weights", "embedding");
            _links.AddAll("embedding", table, MatrixView.Of(table).RowRange(0, 1), window.Padding); // beyond the ends stands word 0
        }

        Dense<T> scores = (Dense<T>)_network.Emissions;
        Add("Wy", scores.Product.Kernel, "Wy");
        Add("by", scores.Product.Bias, "by");
        TorchWeights<T> weights = new(_options.Kind, _options.HasBias, name => _vector.FindTensor("weights", "rnn", name), _links, "rnn.");
        int depth = 0;
        foreach (Layer<T> layer in _network.Body.Layers.Where(layer => layer is RecurrentLayer<T> or Bidirectional<T>))
        {
            Bidirectional<T>? both = layer as Bidirectional<T>;
            weights.Link($"_l{depth}", both?.Forward ?? (RecurrentLayer<T>)layer);
            if (both is not null)
                weights.Link($"_l{depth}_reverse", both.Reverse);
            depth++;
        }

        foreach (Parameter<T> parameter in _options.IsCrf ? _network.Crf.Parameters : [])
        {
            string name = parameter.Name.Split('.')[^1];
            Add($"crf.{name}", parameter, "crf", name);
        }
    }

    // The words that are read, of each sentence that has any.
    private IEnumerable<int[]> BySentence(VectorTensor tensor) => tensor.ToInts().Chunk(tensor.Shape[1])
        .Select((sentence, number) => sentence.Where((_, step) => _layout.IsRead(number, step)).ToArray())
        .Where(sentence => sentence.Length > 0);
}
