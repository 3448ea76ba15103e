using System.Numerics;
using Engram.Cells;
using Engram.Encoders;
using Engram.Layers;
using Engram.Numerics;
using Engram.Tagging;

namespace Engram.Models;

/// <summary>The network of a tagger: encoders, recurrent layers, scores of tags, and scores of intents.</summary>
/// <typeparam name="T"><see cref="float"/> to train and predict, <see cref="double"/> to check gradients.</typeparam>
public sealed class TaggerNetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TaggerOptions _options;
    private readonly Action[] _parts;
    private readonly Action<int> _prepare;

    /// <summary>Builds a network of zeros.</summary>
    /// <param name="options">What it is made of.</param>
    /// <param name="lexicon">What it knows by name.</param>
    /// <param name="labels">What it can answer.</param>
    public TaggerNetwork(TaggerOptions options, TaggerLexicon lexicon, TaggerLabels labels)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(lexicon);
        ArgumentNullException.ThrowIfNull(labels);
        _options = options;
        List<Parameter<T>> parameters = [];
        Encoders = CreateEncoders(lexicon, parameters);
        Body = CreateBody(Encoders.Sum(encoder => encoder.Size));
        Emissions = CreateEmissions(Body.OutputSize, labels.Tags.Count);
        Crf = new LinearChainCrf<T>(labels.Tags.Count);
        Pooling = new SentencePooling<T>(Body.OutputSize);
        Intents = labels.Intents.Count > 0 ? new Dense<T>(Pooling.OutputSize, labels.Intents.Count) : null;
        Own(parameters, "layers", Body.Parameters);
        Own(parameters, "emissions", Emissions.Parameters);
        if (TrainsTransitions)
            Own(parameters, "crf", Crf.Parameters);
        if (Intents is not null)
            Own(parameters, "intents", [.. Pooling.Parameters, .. Intents.Parameters]);
        Parameters = parameters;
        _parts = Parts();
        _prepare = part => _parts[part]();
    }

    /// <summary>Words to vectors; their outputs stand side by side.</summary>
    public IReadOnlyList<WordEncoder<T>> Encoders { get; }

    /// <summary>Context window, dropout and recurrent layers.</summary>
    public Stacked<T> Body { get; }

    /// <summary>Scores of the tags, word by word: a dense layer, or a Jordan network whose output they are.</summary>
    public Layer<T> Emissions { get; }

    /// <summary>Scores of one tag after another; all 0 where the output is a softmax.</summary>
    public LinearChainCrf<T> Crf { get; }

    /// <summary>Makes one vector of a sentence, from which the intent is told.</summary>
    public SentencePooling<T> Pooling { get; }

    /// <summary>Scores of the intents; <see langword="null"/> where there are none.</summary>
    public Dense<T>? Intents { get; }

    /// <summary>Everything that is trained, in a fixed order.</summary>
    public IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>In how many bits the weights are held: the fewest of any parameter.</summary>
    public WeightPrecision Precision => Parameters.Max(parameter => parameter.Precision);

    /// <summary>Whether the scores of one tag after another are trained.</summary>
    public bool TrainsTransitions => _options.Output == OutputKind.Crf;

    private bool FeedsTagsBack => _options.Cell is CellKind.Jordan or CellKind.ElmanJordan;

    /// <summary>Columns of the encoders together.</summary>
    public int InputSize => Body.InputSize;

    /// <summary>Gives the parameters their starting values.</summary>
    /// <param name="seed">Same seed, same values.</param>
    public void Initialize(long seed)
    {
        SeededRandom random = new(seed);
        foreach (WordEncoder<T> encoder in Encoders)
            encoder.Initialize(random);
        Body.Initialize(random);
        Emissions.Initialize(random);
        Intents?.Initialize(random);
    }

    /// <summary>Creates a table, still empty, of what the network makes of single words; the network must be prepared, and change no more.</summary>
    /// <returns><see langword="null"/> where the first recurrent layer sees more than the word: a window, or its own answers.</returns>
    public FoldedWords<T>? FoldWords() => Readers is { Length: > 0 } readers ? new(readers) : null;

    /// <summary>Whether a word stands for the same vector wherever a batch has it while training: nothing is left out by chance on the way to the
    /// first recurrent layer, and that layer sees the word alone.</summary>
    internal bool SharesWords => _options.Dropout == 0 && _options.WordDropout == 0 && Readers.Length > 0;

    // What reads the words themselves: nothing where the first recurrent layer sees more than the word.
    private RecurrentLayer<T>[] Readers => Body.Layers.FirstOrDefault(layer => layer is not Dropout<T>) switch
    {
        Bidirectional<T> both => [both.Forward, both.Reverse],
        RecurrentLayer<T> one => [one],
        _ => [],
    };

    /// <summary>Gets ready to run with the parameters as they are now.</summary>
    /// <param name="team">Threads that may be used.</param>
    public void Prepare(WorkTeam? team = null) => WorkTeam.Run(team, _parts.Length, _prepare);

    // What is got ready by itself: the large parts first, and each direction by the thread that will run it.
    private Action[] Parts()
    {
        Bidirectional<T>[] pairs = [.. Body.Layers.OfType<Bidirectional<T>>()];
        List<Action> parts = [.. pairs.SelectMany(pair => new Action[] { pair.Forward.Prepare, pair.Reverse.Prepare })];
        parts.AddRange(Encoders.Select(encoder => (Action)encoder.Prepare));
        parts.AddRange(Body.Layers.Except(pairs).Select(layer => (Action)layer.Prepare));
        parts.Add(Emissions.Prepare);
        if (Intents is not null)
            parts.Add(Intents.Prepare);
        return [.. parts];
    }

    private static void Own(List<Parameter<T>> all, string owner, IReadOnlyList<Parameter<T>> parameters)
    {
        foreach (Parameter<T> parameter in parameters)
            parameter.BelongTo(owner);
        all.AddRange(parameters);
    }

    private List<WordEncoder<T>> CreateEncoders(TaggerLexicon lexicon, List<Parameter<T>> parameters)
    {
        List<WordEncoder<T>> encoders = [];
        void Add(string name, WordEncoder<T> encoder)
        {
            Own(parameters, $"encoders.{name}", encoder.Parameters);
            encoders.Add(encoder);
        }

        if (_options.WordSize > 0)
            Add("words", new TableEncoder<T>(WordFeatureKind.Word, lexicon.Words.Count, _options.WordSize, _options.WordDropout));
        if (_options.OneOfN)
            Add("oneOfN", new OneOfNEncoder<T>(lexicon.Words.Count, _options.WordDropout));
        if (_options.TrigramSize > 0)
            Add("trigrams", new TableEncoder<T>(WordFeatureKind.Trigrams, lexicon.TrigramCount, _options.TrigramSize));
        if (_options.CharacterUnits > 0)
        {
            RecurrentLayer<T> Reader(Direction direction) =>
                new(new LstmCell<T>(_options.CharacterUnits), _options.CharacterSize, direction);
            Bidirectional<T> reader = new(Reader(Direction.Forward), Reader(Direction.Reverse));
            Add("characters", new CharacterEncoder<T>(lexicon.Characters.Count, _options.CharacterSize, reader, _options.Dropout / 2));
        }

        if (_options.ShapeSize > 0)
            Add("shapes", new TableEncoder<T>(WordFeatureKind.Shape, lexicon.Shapes.Count, _options.ShapeSize));
        return encoders.Count > 0
            ? encoders
            : throw new ArgumentException(
                "TaggerOptions: the network sees nothing of a word. Set WordSize, OneOfN, TrigramSize, CharacterUnits or ShapeSize.");
    }

    private Stacked<T> CreateBody(int inputSize)
    {
        List<Layer<T>> layers = [];
        if (_options.Window > 1)
            layers.Add(new ContextWindow<T>(inputSize, _options.Window));
        int Size() => layers.Count > 0 ? layers[^1].OutputSize : inputSize;
        int below = FeedsTagsBack ? _options.Layers - 1 : _options.Layers;
        for (int i = 0; i < below; i++)
        {
            layers.Add(new Dropout<T>(Size(), _options.Dropout));
            Layer<T> recurrent = CreateRecurrent(Size());
            layers.Add(_options.Residual && recurrent.InputSize == recurrent.OutputSize ? new Residual<T>(recurrent) : recurrent);
            if (_options.LayerNormalization)
                layers.Add(new LayerNormalization<T>(Size()));
        }

        if (_options.LookAhead > 0)
            layers.Add(new LookAhead<T>(Size(), _options.LookAhead));
        if (_options.Attention)
            layers.Add(new Residual<T>(new SelfAttention<T>(Size(), Size())));
        layers.Add(new Dropout<T>(Size(), _options.Dropout));
        return new Stacked<T>(layers);
    }

    private Layer<T> CreateRecurrent(int inputSize) => _options.Bidirectional
        ? new Bidirectional<T>(Reader(CreateCell(), inputSize), Reader(CreateCell(), inputSize, Direction.Reverse), _options.Merge)
        : Reader(CreateCell(), inputSize);

    private IRecurrentCell<T> CreateCell() => TaggerCells.Create<T>(_options.CellOf(layer: 0), _options.Units, _options.HiddenSize);

    private RecurrentLayer<T> Reader(IRecurrentCell<T> cell, int inputSize, Direction direction = Direction.Forward) =>
        new(cell, inputSize, direction, _options.RecurrentDropout, _options.LearnInitialState);

    private Layer<T> CreateEmissions(int inputSize, int tags)
    {
        if (!FeedsTagsBack)
            return new Dense<T>(inputSize, tags);
        JordanCell<T> Cell() => TaggerCells.CreateTop<T>(_options.Cell, _options.Units, tags);
        return _options.Bidirectional
            ? new Bidirectional<T>(Reader(Cell(), inputSize), Reader(Cell(), inputSize, Direction.Reverse), Merge.Sum)
            : Reader(Cell(), inputSize);
    }
}
