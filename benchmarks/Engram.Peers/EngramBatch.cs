using Engram.Encoders;

namespace Engram.Peers;

/// <summary>A batch as Engram takes it.</summary>
/// <param name="Words">The words of each sentence.</param>
/// <param name="Tags">Their tags.</param>
internal sealed record EngramBatch(WordFeatures[][] Words, int[][] Tags)
{
    public static EngramBatch Of(BenchNetwork network, Sentence[] sentences) =>
        new([.. sentences.Select(network.Features)], [.. sentences.Select(sentence => sentence.Tags)]);
}
