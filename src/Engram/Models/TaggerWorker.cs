using Engram.Encoders;
using Engram.Numerics;

namespace Engram.Models;

/// <summary>The memory of one thread that predicts.</summary>
internal sealed class TaggerWorker(
    TaggerNetwork<float> network, TaggerLabels labels, TaggerTemperatures temperatures, FoldedWords<float>? words, WorkTeam? team)
{
    /// <summary>The run through the network; holds every gate and state of the last sentences.</summary>
    public TaggerPass<float> Pass { get; } = new(network, team, words);

    /// <summary>How the last sentences are laid out.</summary>
    public WordBatch Batch { get; } = new();

    /// <summary>Turns scores into tags.</summary>
    public TaggerDecoder Decoder { get; } = new(network, labels, temperatures);

    public SentencePrediction[] Predict(WordFeatures[][] sentences)
    {
        SentencePrediction[] predictions = new SentencePrediction[sentences.Length];
        if (sentences.Length == 0)
            return predictions;
        Batch.Fill(sentences);
        Pass.Forward(Batch);
        for (int rank = 0; rank < sentences.Length; rank++)
            predictions[Batch.Layout.Sentence(rank)] = Decoder.Decode(Pass, Batch.Layout, rank);
        return predictions;
    }
}
