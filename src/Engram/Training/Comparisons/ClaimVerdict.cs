using Engram.Evaluation;

namespace Engram.Training.Comparisons;

/// <summary>A claim and what was measured.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Seeds">How many seeds both architectures have been trained with.</param>
/// <param name="SubjectF1">F1 of the subject, from 0 to 1, the slots of all seeds counted together.</param>
/// <param name="OtherF1">F1 of the other, the same way.</param>
/// <param name="PValue">How often the higher of the two would lead so far by luck with these sentences: one-sided, from a <see
/// cref="PairedBootstrap"/> that draws sentences, each with its answers of all seeds. It knows nothing of luck with the seeds.</param>
/// <param name="Slots">How many annotated slots were counted, of one seed.</param>
public sealed record ClaimVerdict(Claim Claim, int Seeds, double SubjectF1, double OtherF1, double PValue, int Slots)
{
    /// <summary>The p-value below which a difference counts: 0.05.</summary>
    public const double Significance = 0.05;

    /// <summary>What "as good" may fall short by: half a point of F1.</summary>
    public const double Margin = 0.005;

    /// <summary>F1 of the subject minus that of the other.</summary>
    public double Difference => SubjectF1 - OtherF1;

    /// <summary>How the claim came out.</summary>
    public VerdictKind Verdict
    {
        get
        {
            if (Difference < 0 && PValue < Significance)
                return VerdictKind.OppositeHolds;
            bool holds = Claim.Kind == ClaimKind.AsGood ? Difference >= -Margin : Difference > 0 && PValue < Significance;
            return holds ? VerdictKind.Holds : VerdictKind.NotShown;
        }
    }

    /// <summary>Settles a claim.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="results">The table; it must hold both architectures.</param>
    /// <returns>The verdict, or <see langword="null"/> where the two have no seed in common yet, or no slot to be counted.</returns>
    internal static ClaimVerdict? Create(Claim claim, IReadOnlyList<ArchitectureResult> results)
    {
        Dictionary<long, ArchitectureRun> subject = RunsOf(claim.Subject, results), other = RunsOf(claim.Other, results);
        long[] seeds = [.. subject.Keys.Where(other.ContainsKey)];
        if (seeds.Length == 0)
            return null;
        SentenceScore[] left = Pool(seeds.Select(seed => subject[seed]), claim.OnUnseenWords);
        SentenceScore[] right = Pool(seeds.Select(seed => other[seed]), claim.OnUnseenWords);
        SpanScore subjectScore = Total(left), otherScore = Total(right);
        if (subjectScore.Gold == 0)
            return null;
        double p = subjectScore.F1 >= otherScore.F1 ? PairedBootstrap.F1PValue(left, right) : PairedBootstrap.F1PValue(right, left);
        return new ClaimVerdict(claim, seeds.Length, subjectScore.F1, otherScore.F1, p, subjectScore.Gold / seeds.Length);
    }

    private static Dictionary<long, ArchitectureRun> RunsOf(Architecture architecture, IReadOnlyList<ArchitectureResult> results) =>
        results.First(result => result.Architecture == architecture).Runs.ToDictionary(run => run.Seed);

    // The same sentences with other seeds are not other sentences: a sentence is drawn with all its answers.
    private static SentenceScore[] Pool(IEnumerable<ArchitectureRun> runs, bool unseen)
    {
        SpanScore[][] scores = [.. runs.Select(run => (unseen ? run.UnseenPerSentence : run.PerSentence).ToArray())];
        return [.. Enumerable.Range(0, scores[0].Length).Select(i => new SentenceScore(
            scores.Aggregate(default(SpanScore), (sum, sentences) => sum + sentences[i]), 0, 0, null))];
    }

    private static SpanScore Total(SentenceScore[] sentences) => sentences.Aggregate(default(SpanScore), (sum, sentence) => sum + sentence.Slots);
}
