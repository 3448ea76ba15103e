using Engram.Numerics;

namespace Engram.Peers;

/// <summary>Invented sentences with the lengths of ATIS's: log-normal, a mean of 11.3 words, at most 46. Seeded.</summary>
internal static class Sentences
{
    /// <summary>Numbers of words, the extra dimension included.</summary>
    public const int Words = 900;

    /// <summary>Numbers of tags: O and both tags of 63 slots.</summary>
    public const int Tags = 127;

    private const int Count = 4096;

    /// <summary>All sentences.</summary>
    public static Sentence[] All { get; } = Create();

    /// <summary>The sentence that is tagged alone.</summary>
    public static Sentence Alone { get; } = new([.. Enumerable.Range(0, 12).Select(i => i * 37 % Words)], new int[12]);

    /// <summary>All sentences in batches of like length, the batches in an order of chance. A last batch that is not full is left out.</summary>
    public static Sentence[][] Batches(int batchSize) =>
        Shuffled(All.OrderBy(sentence => sentence.Length).Chunk(batchSize).Where(batch => batch.Length == batchSize));

    /// <summary>All sentences in batches of one length each, which need no padding. A batch that is not full is left out.</summary>
    public static Sentence[][] EvenBatches(int batchSize) =>
        Shuffled(All.GroupBy(sentence => sentence.Length).SelectMany(group => group.Chunk(batchSize)).Where(batch => batch.Length == batchSize));

    private static Sentence[][] Shuffled(IEnumerable<Sentence[]> batches)
    {
        Sentence[][] shuffled = [.. batches];
        new SeededRandom(3).Shuffle<Sentence[]>(shuffled);
        return shuffled;
    }

    // Some words and tags are far more frequent than others.
    private static Sentence[] Create()
    {
        SeededRandom random = new(7);
        int Choose(int limit, int power) => (int)(limit * Math.Pow(random.NextDouble(), power));
        Sentence[] sentences = new Sentence[Count];
        for (int i = 0; i < Count; i++)
        {
            int length = Math.Clamp((int)Math.Round(10.45 * Math.Exp(0.42 * random.NextNormal())), 1, 46);
            int[] words = [.. Enumerable.Range(0, length).Select(_ => Choose(Words, 3))];
            sentences[i] = new(words, [.. Enumerable.Range(0, length).Select(_ => Choose(Tags, 4))]);
        }

        return sentences;
    }
}
