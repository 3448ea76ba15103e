using Engram.Tagging;

namespace Engram.Tests.Tagging;

/// <summary>A CRF by its definition: every sequence of tags is written down and scored. For tiny sizes only.</summary>
internal sealed class EnumeratedCrf
{
    public EnumeratedCrf(LinearChainCrf<double> crf, double[,] emissions, TagConstraints? constraints = null)
    {
        int length = emissions.GetLength(0);
        for (int number = 0; number < Math.Pow(crf.Tags, length); number++)
        {
            int[] tags = new int[length];
            for (int t = length - 1, rest = number; t >= 0; t--, rest /= crf.Tags)
                tags[t] = rest % crf.Tags;
            if (constraints is null || Allows(constraints, tags))
                Paths.Add((tags, Score(crf, emissions, tags)));
        }
    }

    public List<(int[] Tags, double Score)> Paths { get; } = [];

    public double LogPartition
    {
        get
        {
            double best = Paths.Max(path => path.Score);
            return best + Math.Log(Paths.Sum(path => Math.Exp(path.Score - best)));
        }
    }

    public double Probability(Func<int[], bool> condition)
    {
        double logPartition = LogPartition;
        return Paths.Where(path => condition(path.Tags)).Sum(path => Math.Exp(path.Score - logPartition));
    }

    private static bool Allows(TagConstraints constraints, int[] tags) =>
        constraints.CanStart(tags[0]) && constraints.CanEnd(tags[^1])
        && Enumerable.Range(1, tags.Length - 1).All(t => constraints.CanFollow(tags[t - 1], tags[t]));

    private static double Score(LinearChainCrf<double> crf, double[,] emissions, int[] tags)
    {
        double score = crf.Start.Value[tags[0]] + crf.End.Value[tags[^1]];
        for (int t = 0; t < tags.Length; t++)
            score += emissions[t, tags[t]] + (t == 0 ? 0 : crf.Transitions.Value[(tags[t - 1] * crf.Tags) + tags[t]]);
        return score;
    }
}
