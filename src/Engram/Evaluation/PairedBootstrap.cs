using Engram.Numerics;

namespace Engram.Evaluation;

/// <summary>Whether one system is better than another, or was only lucky with these sentences.</summary>
/// <remarks>
/// Berg-Kirkpatrick, Burkett and Klein, "An Empirical Investigation of Statistical Significance in NLP", EMNLP 2012, figure 1: sentences
/// are drawn with replacement, as many as there are; p is the share of draws whose difference exceeds twice the one observed, counted as
/// (s + 1) / (draws + 1) so that it is never 0.
/// </remarks>
public static class PairedBootstrap
{
    /// <summary>The one-sided p-value of a difference in F1.</summary>
    /// <param name="better">The sentences as scored for the system that is claimed to be better.</param>
    /// <param name="other">The same sentences, in the same order, as scored for the other system.</param>
    /// <param name="draws">How many samples are drawn; 10 000 by default.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>From above 0 to 1; 1 where the system is not better at all.</returns>
    /// <exception cref="ArgumentException">The numbers of sentences differ or are 0.</exception>
    public static double F1PValue(IReadOnlyList<SentenceScore> better, IReadOnlyList<SentenceScore> other, int draws = 10_000, long seed = 1) =>
        PValue(better, other, F1, draws, seed);

    /// <summary>The one-sided p-value of a difference in exact sentences.</summary>
    /// <param name="better">The sentences as scored for the system that is claimed to be better.</param>
    /// <param name="other">The same sentences, in the same order, as scored for the other system.</param>
    /// <param name="draws">How many samples are drawn; 10 000 by default.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>From above 0 to 1; 1 where the system is not better at all.</returns>
    /// <exception cref="ArgumentException">The numbers of sentences differ or are 0.</exception>
    public static double ExactPValue(IReadOnlyList<SentenceScore> better, IReadOnlyList<SentenceScore> other, int draws = 10_000, long seed = 1) =>
        PValue(better, other, Exact, draws, seed);

    private static double PValue(
        IReadOnlyList<SentenceScore> better,
        IReadOnlyList<SentenceScore> other,
        Func<IReadOnlyList<SentenceScore>, int[], double> measure,
        int draws,
        long seed)
    {
        ArgumentNullException.ThrowIfNull(better);
        ArgumentNullException.ThrowIfNull(other);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        if (better.Count != other.Count || better.Count == 0)
        {
            throw new ArgumentException($"One system has {better.Count} sentences and the other {other.Count}. "
                + "Score both on the same corpus, of at least one sentence.", nameof(other));
        }
        int[] sample = [.. Enumerable.Range(0, better.Count)];
        double observed = measure(better, sample) - measure(other, sample);
        if (observed <= 0) return 1;
        SeededRandom random = new(seed);
        int exceeding = 0;
        for (int draw = 0; draw < draws; draw++)
        {
            for (int i = 0; i < sample.Length; i++) sample[i] = random.Next(better.Count);
            if (measure(better, sample) - measure(other, sample) > 2 * observed) exceeding++;
        }
        return (exceeding + 1.0) / (draws + 1.0);
    }

    private static double F1(IReadOnlyList<SentenceScore> sentences, int[] sample)
    {
        int correct = 0, both = 0;
        foreach (int i in sample)
        {
            SpanScore score = sentences[i].Slots;
            correct += score.Correct;
            both += score.Gold + score.Predicted;
        }
        return both == 0 ? 0 : 2.0 * correct / both;
    }

    private static double Exact(IReadOnlyList<SentenceScore> sentences, int[] sample) =>
        (double)sample.Count(i => sentences[i].Exact) / sample.Length;
}
