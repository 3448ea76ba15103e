using Engram.Evaluation;

namespace Engram.Training.Comparisons;

/// <summary>An architecture trained once.</summary>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="Seed">Where chance began.</param>
/// <param name="Parameters">How many numbers were trained.</param>
/// <param name="Seconds">How long it took, with other runs beside it.</param>
/// <param name="PerSentence">The slots of each validation sentence, as the last epoch's network finds them.</param>
/// <param name="UnseenPerSentence">The same, counting only slots that hold a word which training never saw.</param>
public sealed record ArchitectureRun(
    double LearningRate, long Seed, int Parameters, double Seconds, IReadOnlyList<SpanScore> PerSentence, IReadOnlyList<SpanScore> UnseenPerSentence)
{
    /// <summary>F1 over all slots, from 0 to 1.</summary>
    public double F1 => Sum(PerSentence).F1;

    /// <summary>F1 over the slots that hold a word which training never saw; 0 where there are none.</summary>
    public double UnseenF1 => Sum(UnseenPerSentence).F1;

    private static SpanScore Sum(IReadOnlyList<SpanScore> scores) => scores.Aggregate(default(SpanScore), (sum, score) => sum + score);
}
