using Engram.Corpora;
using Engram.Encoders;
using Engram.Layers;
using Engram.Numerics;

namespace Engram.Models;

/// <summary>What a stream keeps of the words that are settled: where the network reads forward alone, the states after the last of them and what it
/// made of each; else the words.</summary>
internal sealed class StreamMemory
{
    private readonly SlotTagger _tagger;
    private readonly List<WordFeatures> _words = [];
    private readonly List<float[]> _emissions = [];
    private readonly List<float[]> _features = [];
    private readonly RowBuffer<float> _emissionRows;
    private readonly RowBuffer<float> _featureRows;
    private readonly PackedBatch _layout = new();
    private readonly int? _ahead;
    private float[][] _states = [];

    public StreamMemory(SlotTagger tagger)
    {
        _tagger = tagger;
        _emissionRows = new RowBuffer<float>(tagger.Labels.Tags.Count);
        _featureRows = new RowBuffer<float>(tagger.Network.Body.OutputSize);
        TaggerOptions options = tagger.Options;
        _ahead = options.Bidirectional || options.Attention ? null : (options.Window / 2) + options.LookAhead;
    }

    private bool CarriesStates => _ahead == 0;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _words.Clear();
        _emissions.Clear();
        _features.Clear();
        _states = [];
    }

    /// <summary>Takes in words that are settled.</summary>
    public void Keep(IReadOnlyList<Token> tokens)
    {
        WordFeatures[] words = Features(tokens);
        _words.AddRange(words);
        if (!CarriesStates || words.Length == 0)
            return;
        _states = _tagger.Work(worker =>
        {
            Continue(worker, words);
            return Passes(worker).Select(pass => pass.FinalState(worker.Batch.Layout, 0).ToArray()).ToArray();
        });
    }

    /// <summary>Asks what would be if the sentence ended with some more words.</summary>
    /// <param name="tokens">The words.</param>
    /// <returns>What the network says of all words, nothing where there are none; and how many tags are decided.</returns>
    public (SentencePrediction? Prediction, int Decided) Ask(IReadOnlyList<Token> tokens)
    {
        if (_words.Count + tokens.Count == 0)
            return (null, 0);
        WordFeatures[] words = Features(tokens);
        return _tagger.Work(worker =>
        {
            if (CarriesStates)
                ReadOn(worker, words);
            else
                ReadAll(worker, words);
            return Decode(worker);
        });
    }

    private static IEnumerable<RecurrentPass<float>> Passes(TaggerWorker worker) => worker.Pass.RecurrentLayers.SelectMany(layer => layer);

    private WordFeatures[] Features(IReadOnlyList<Token> tokens) => _tagger.Features([.. tokens.Select(token => token.Text)]);

    private void ReadOn(TaggerWorker worker, WordFeatures[] words)
    {
        if (words.Length > 0)
            Continue(worker, words);
        Fill(_emissionRows, _emissions);
        Fill(_featureRows, _features);
        _layout.Pack([_emissions.Count]);
        worker.Pass.ScoreIntents(_layout, _featureRows.Block);
        int settled = _emissions.Count - words.Length;
        _emissions.RemoveRange(settled, words.Length);
        _features.RemoveRange(settled, words.Length);
    }

    private void ReadAll(TaggerWorker worker, WordFeatures[] words)
    {
        worker.Batch.Fill([[.. _words, .. words]]);
        worker.Pass.Forward(worker.Batch);
        RowBlock<float> scores = worker.Pass.Emissions;
        scores.CopyTo(_emissionRows.Resize(scores.Rows));
    }

    private void Continue(TaggerWorker worker, WordFeatures[] words)
    {
        foreach ((RecurrentPass<float> pass, float[] state) in Passes(worker).Zip(_states))
            pass.StartFrom(OneRow(state));
        worker.Batch.Fill([words]);
        worker.Pass.Forward(worker.Batch);
        for (int step = 0; step < words.Length; step++)
        {
            _emissions.Add(worker.Pass.Emissions.Row(step).ToArray());
            _features.Add(worker.Pass.Features.Row(step).ToArray());
        }
    }

    private (SentencePrediction Prediction, int Decided) Decode(TaggerWorker worker)
    {
        RowBlock<float> emissions = _emissionRows.Block;
        for (int row = 0; row < emissions.Rows; row++)
            TaggerDecoder.RequireFinite(emissions.Row(row));
        int decided = worker.Decoder.DecidedTags(emissions, known: _ahead is { } ahead ? _words.Count - ahead : 0);
        ReadOnlySpan<float> intents = _tagger.Labels.Intents.Count == 0 ? [] : worker.Pass.IntentScores.Row(0);
        return (worker.Decoder.Decode(emissions, intents), decided);
    }

    private static void Fill(RowBuffer<float> buffer, List<float[]> rows)
    {
        buffer.Resize(rows.Count);
        for (int row = 0; row < rows.Count; row++)
            rows[row].CopyTo(buffer.Row(row));
    }

    private static RowBlock<float> OneRow(float[] state)
    {
        RowBuffer<float> row = new(1, state.Length);
        state.CopyTo(row.Row(0));
        return row.Block;
    }
}
