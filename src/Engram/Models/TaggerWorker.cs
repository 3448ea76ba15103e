using Engram.Encoders;

namespace Engram.Models;

/// <summary>The memory of one thread that predicts.</summary>
internal sealed class TaggerWorker(
    TaggerNetwork<float> network, TaggerLabels labels, TaggerTemperatures temperatures, FoldedWords<float>? words)
{
    private readonly TaggerPass<float> _pass = new(network, words: words);
    private readonly TaggerDecoder _decoder = new(network, labels, temperatures);
    private readonly WordBatch _batch = new();

    public SentencePrediction[] Predict(WordFeatures[][] sentences)
    {
        SentencePrediction[] predictions = new SentencePrediction[sentences.Length];
        if (sentences.Length == 0)
            return predictions;
        _batch.Fill(sentences);
        _pass.Forward(_batch);
        for (int rank = 0; rank < sentences.Length; rank++)
            predictions[_batch.Layout.Sentence(rank)] = _decoder.Decode(_pass, _batch.Layout, rank);
        return predictions;
    }
}
