using Engram.Numerics;

namespace Engram.Training;

/// <summary>Which sentences make up the batches of an epoch.</summary>
/// <remarks>Sentences are shuffled, sorted by length within stretches of some batches, and the batches shuffled again: sentences of like length
/// meet in a batch, which is fast, and yet no two epochs are alike.</remarks>
internal static class BatchPlan
{
    private const int BatchesPerStretch = 32;

    public static int[][] Create(IReadOnlyList<int> lengths, int batchSize, SeededRandom random)
    {
        int[] order = [.. Enumerable.Range(0, lengths.Count)];
        random.Shuffle<int>(order);
        List<int[]> batches = [];
        foreach (int[] stretch in order.Chunk(BatchesPerStretch * batchSize))
            batches.AddRange(stretch.OrderBy(sentence => lengths[sentence]).Chunk(batchSize));
        int[][] shuffled = [.. batches];
        random.Shuffle<int[]>(shuffled);
        return shuffled;
    }
}
