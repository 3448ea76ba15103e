using System.Numerics;
using Engram.Numerics;

namespace Engram.Tagging;

/// <summary>The sums of a CRF by logarithms: slower, right for any scores. Used where products would have lost something.</summary>
/// <remarks>
/// <code>
/// log α_t(j)     = node_t(j) + log Σ_i exp(log α_{t−1}(i) + transition_ij)
/// log β_{t−1}(i) = log Σ_j exp(transition_ij + node_t(j) + log β_t(j))
/// </code>
/// </remarks>
internal static class CrfLogSpace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Computes log α and log Z.</summary>
    public static void Forward(CrfTables<T> tables, CrfWorkspace<T> workspace)
    {
        int tags = tables.Tags, length = workspace.Length;
        workspace.BeginLogSpace();
        Span<double> terms = stackalloc double[tags <= 1024 ? tags : 0];
        if (tags > 1024)
            terms = new double[tags];
        for (int t = 0; t < length; t++)
        {
            Span<double> alpha = workspace.LogAlpha.AsSpan(t * tags, tags);
            ReadOnlySpan<T> nodes = workspace.Nodes.Row(t);
            for (int to = 0; to < tags; to++)
            {
                alpha[to] = double.CreateTruncating(nodes[to]);
                if (t == 0)
                    continue;
                for (int from = 0; from < tags; from++)
                    terms[from] = workspace.LogAlpha[((t - 1) * tags) + from] + tables.Transition(from, to);
                alpha[to] += Softmax.LogSumExp<double>(terms);
            }
        }

        workspace.LogPartition = Softmax.LogSumExp<double>(workspace.LogAlpha.AsSpan((length - 1) * tags, tags));
    }

    /// <summary>Computes log β and the marginals from log α.</summary>
    public static void Backward(CrfTables<T> tables, CrfWorkspace<T> workspace)
    {
        int tags = tables.Tags, length = workspace.Length;
        Span<double> terms = stackalloc double[tags <= 1024 ? tags : 0];
        if (tags > 1024)
            terms = new double[tags];
        RowBlock<T> posterior = workspace.Posterior.Resize(length);
        for (int t = length - 1; t >= 0; t--)
        {
            Span<double> beta = workspace.LogBeta.AsSpan(t * tags, tags);
            for (int from = 0; from < tags; from++)
            {
                for (int to = 0; to < tags && t + 1 < length; to++)
                    terms[to] = tables.Transition(from, to) + After(workspace, t + 1, to);
                beta[from] = t + 1 < length ? Softmax.LogSumExp<double>(terms) : 0;
                posterior[t, from] = T.CreateTruncating(Math.Exp(workspace.LogAlpha[(t * tags) + from] + beta[from] - workspace.LogPartition));
            }
        }

        workspace.HasPosterior = true;
    }

    /// <summary>P(y_{t−1} = from, y_t = to).</summary>
    public static double Pair(CrfTables<T> tables, CrfWorkspace<T> workspace, int t, int from, int to) =>
        Math.Exp(workspace.LogAlpha[((t - 1) * tables.Tags) + from] + tables.Transition(from, to) + After(workspace, t, to) - workspace.LogPartition);

    /// <summary>Adds factor · Σ_t P(y_{t−1} = from, y_t = to).</summary>
    public static void AddTransitions(CrfTables<T> tables, CrfWorkspace<T> workspace, T factor, RowBlock<T> gradient)
    {
        for (int t = 1; t < workspace.Length; t++)
        {
            for (int from = 0; from < tables.Tags; from++)
            {
                for (int to = 0; to < tables.Tags; to++)
                    gradient[from, to] += factor * T.CreateTruncating(Pair(tables, workspace, t, from, to));
            }
        }
    }

    private static double After(CrfWorkspace<T> workspace, int t, int tag) =>
        double.CreateTruncating(workspace.Nodes.Row(t)[tag]) + workspace.LogBeta[(t * workspace.Tags) + tag];
}
