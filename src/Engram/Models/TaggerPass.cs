using System.Numerics;
using Engram.Encoders;
using Engram.Layers;
using Engram.Numerics;

namespace Engram.Models;

/// <summary>One run of a batch through a tagger's network, up to the scores of tags and intents, and back.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class TaggerPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TaggerNetwork<T> _network;
    private readonly WordEncoderPass<T>[] _encoders;
    private readonly LayerPass<T> _emissions;
    private readonly LayerPass<T>? _intents;
    private readonly SentencePoolingPass<T> _pooling;
    private readonly RowBuffer<T> _input;
    private readonly RowBuffer<T> _pooled;
    private readonly RowBuffer<T> _dInput;
    private readonly RowBuffer<T> _dFeatures;
    private readonly RowBuffer<T> _dPooled;
    private readonly PackedBatch _oneStep = new();
    private readonly WordBatch _distinct = new();
    private WordBatch? _encoded;
    private readonly FoldedInput<T>? _folded;
    private readonly RecurrentPass<T>[] _readers = [];
    private readonly bool _sharesWords;
    private int[] _answers = [];

    /// <summary>Creates the memory of a run.</summary>
    /// <param name="network">The network.</param>
    /// <param name="team">Threads that the pass may use; <see langword="null"/> to run on the caller's alone.</param>
    /// <param name="words">What the network makes of single words, to predict faster; the network must not change any more.</param>
    public TaggerPass(TaggerNetwork<T> network, WorkTeam? team = null, FoldedWords<T>? words = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        _network = network;
        _encoders = [.. network.Encoders.Select(encoder => encoder.CreatePass(team))];
        Body = (StackedPass<T>)network.Body.CreatePass(team);
        _emissions = network.Emissions.CreatePass(team);
        RecurrentLayers = [.. Body.Passes.Append(_emissions).Select(pass => pass.RecurrentPasses).Where(passes => passes.Count > 0)];
        _intents = network.Intents?.CreatePass(team);
        _pooling = network.Pooling.CreatePass();
        _input = new RowBuffer<T>(network.InputSize);
        _dInput = new RowBuffer<T>(network.InputSize);
        _dFeatures = new RowBuffer<T>(network.Body.OutputSize);
        _pooled = new RowBuffer<T>(network.Pooling.OutputSize);
        _dPooled = new RowBuffer<T>(network.Pooling.OutputSize);
        _folded = words is null ? null : new FoldedInput<T>(words);
        _sharesWords = network.SharesWords;
        if (words is not null || _sharesWords)
            _readers = [.. Body.Passes.First(pass => pass.RecurrentPasses.Count > 0).RecurrentPasses];
    }

    /// <summary>The run through the recurrent layers.</summary>
    public StackedPass<T> Body { get; }

    /// <summary>The runs over time, recurrent layer by recurrent layer from the bottom up, in each forward before reverse. A network whose output is
    /// the tags' scores is the last.</summary>
    public IReadOnlyList<IReadOnlyList<RecurrentPass<T>>> RecurrentLayers { get; }

    /// <summary>The encoded words, <c>[batch rows, encoders' columns]</c>, after <see cref="Forward"/>; only where words are not folded.</summary>
    public RowBlock<T> Input => _input.Block;

    /// <summary>Gradient of <see cref="Input"/>, after <see cref="Backpropagate"/>.</summary>
    public RowBlock<T> InputGradient => _dInput.Block;

    /// <summary>What the recurrent layers made of the words, <c>[batch rows, features]</c>, after <see cref="Forward"/>.</summary>
    internal RowBlock<T> Features => Body.PassedThrough ? _input.Block : Body.Output;

    /// <summary>Scores of the tags, <c>[batch rows, tags]</c>, after <see cref="Forward"/>.</summary>
    public RowBlock<T> Emissions => _emissions.Output;

    /// <summary>Scores of the intents by rank, <c>[sentences, intents]</c>, after <see cref="Forward"/>; no rows where there are none.</summary>
    public RowBlock<T> IntentScores => _intents is null ? default : _intents.Output;

    /// <summary>Has the right tags fed back in the next run, where the network feeds its tags back (teacher forcing); else does nothing.</summary>
    /// <param name="batch">The words of the next run.</param>
    /// <param name="tags">For each sentence of the batch, in the order given to it, the numbers of its tags.</param>
    public void Teach(WordBatch batch, int[][] tags)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(tags);
        PackedBatch layout = batch.Layout;
        if (_answers.Length < layout.Rows)
            _answers = new int[2 * layout.Rows];
        for (int rank = 0; rank < layout.Sentences; rank++)
        {
            for (int step = 0; step < layout.Length(rank); step++)
                _answers[layout.Row(rank, step)] = tags[layout.Sentence(rank)][step];
        }

        foreach (RecurrentPass<T> pass in _emissions.RecurrentPasses)
            pass.Teach(_answers);
    }

    /// <summary>Runs a batch.</summary>
    /// <param name="batch">The words.</param>
    /// <param name="random">Where dropout takes its masks from; <see langword="null"/> to predict.</param>
    public void Forward(WordBatch batch, SeededRandom? random = null)
    {
        ArgumentNullException.ThrowIfNull(batch);
        _encoded = batch;
        bool shares = random is not null && _sharesWords;
        if (shares)
            (_encoded = _distinct).FillDistinct(batch);
        foreach (RecurrentPass<T> reader in _readers)
            reader.Share(shares ? batch.Numbers : null);
        RowBlock<T> input = random is null && _folded is not null ? Fold(batch, _folded) : Encode(_encoded, random);
        RowBlock<T> features = Body.Forward(batch.Layout, input, random);
        _emissions.Forward(batch.Layout, features);
        ScoreIntents(batch.Layout, features);
    }

    /// <summary>Scores the intents from what the recurrent layers made of the words, left in <see cref="IntentScores"/>.</summary>
    /// <param name="layout">How the words are laid out.</param>
    /// <param name="features">As <see cref="Features"/> had them.</param>
    internal void ScoreIntents(PackedBatch layout, RowBlock<T> features)
    {
        if (_intents is null)
            return;
        _pooling.Forward(layout, features).CopyTo(_pooled.Resize(layout.Sentences));
        _intents.Forward(_oneStep, _pooled.Block);
    }

    private RowBlock<T> Encode(WordBatch batch, SeededRandom? random)
    {
        RowBlock<T> input = _input.Resize(batch.Layout.Rows);
        int column = 0;
        for (int i = 0; i < _encoders.Length; i++)
        {
            _encoders[i].Forward(batch, input.SliceColumns(column, _network.Encoders[i].Size), random);
            column += _network.Encoders[i].Size;
        }

        return input;
    }

    // The first recurrent layer then starts from the folded rows, and nobody reads the input.
    private RowBlock<T> Fold(WordBatch batch, FoldedInput<T> folded)
    {
        WordBatch? unknown = folded.Find(batch);
        if (unknown is not null)
            folded.Fold(Encode(unknown, null));
        int column = 0;
        foreach (RecurrentPass<T> reader in _readers)
        {
            reader.StartFrom(folded.Rows, batch.Numbers, column);
            column += reader.Layer.Input.Columns;
        }

        return _input.Resize(batch.Layout.Rows);
    }

    /// <summary>Goes back along the last run: adds to the gradients of all parameters.</summary>
    /// <param name="batch">The batch of the last run.</param>
    /// <param name="dEmissions">Gradient of the scores of the tags, <c>[batch rows, tags]</c>.</param>
    /// <param name="dIntents">Gradient of the scores of the intents by rank; no rows where there are none.</param>
    public void Backpropagate(WordBatch batch, RowBlock<T> dEmissions, RowBlock<T> dIntents)
    {
        ArgumentNullException.ThrowIfNull(batch);
        RowBlock<T> input = _input.Block, dFeatures = _dFeatures.Resize(batch.Layout.Rows);
        RowBlock<T> features = Body.PassedThrough ? input : Body.Output;
        _dFeatures.Clear();
        _emissions.Backpropagate(batch.Layout, features, dEmissions, dFeatures);
        if (_intents is not null)
        {
            RowBlock<T> dPooled = _dPooled.Resize(batch.Layout.Sentences);
            _dPooled.Clear();
            _intents.Backpropagate(_oneStep, _pooled.Block, dIntents, dPooled);
            _pooling.Backpropagate(batch.Layout, features, dPooled, dFeatures);
        }

        RowBlock<T> dInput = _dInput.Resize(input.Rows);
        _dInput.Clear();
        Body.Backpropagate(batch.Layout, input, dFeatures, dInput);
        int column = 0;
        for (int i = 0; i < _encoders.Length; i++)
        {
            _encoders[i].Backpropagate(_encoded!, dInput.SliceColumns(column, _network.Encoders[i].Size));
            column += _network.Encoders[i].Size;
        }
    }
}
