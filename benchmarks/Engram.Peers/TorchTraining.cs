using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Peers;

/// <summary>The same training steps in libtorch.</summary>
internal sealed class TorchTraining(TorchTagger tagger, bool packed)
{
    private const double LearningRate = 1e-3;
    private const double ClipNorm = 5;

    private readonly optim.Optimizer _optimizer = optim.Adam(tagger.parameters(), LearningRate);

    /// <summary>Computes the gradients of a batch.</summary>
    /// <returns>The loss of a word, to be read inside the caller's scope.</returns>
    public Tensor Backpropagate(TorchBatch batch)
    {
        _optimizer.zero_grad();
        Tensor loss = packed
            ? nn.functional.cross_entropy(tagger.Packed(batch.Words, batch.Lengths), batch.PackedTags)
            : nn.functional.cross_entropy(tagger.Padded(batch.Words).reshape(-1, Sentences.Tags), batch.PaddedTags);
        loss.backward();
        return loss;
    }

    /// <summary>Takes a step.</summary>
    /// <returns>The words of the batch.</returns>
    public int Step(TorchBatch batch)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor loss = Backpropagate(batch);
        nn.utils.clip_grad_norm_(tagger.parameters(), ClipNorm);
        _optimizer.step();
        loss.item<float>();
        return batch.Tokens;
    }
}
