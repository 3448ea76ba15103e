using System.Numerics;
using Engram.Numerics;

namespace Engram.Tagging;

/// <summary>Finds the sequences of tags with the highest scores.</summary>
/// <remarks>
/// Viterbi, "Error bounds for convolutional codes", IEEE Trans. Information Theory 13 (1967):
/// best_t(j) = node_t(j) + max_i (best_{t−1}(i) + transition_ij). Where scores are equal, the lower predecessor wins.
/// </remarks>
internal static class CrfSearch<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Writes the best sequence. Rows are shifted so that their best score is 0, hence long sentences lose no precision.</summary>
    /// <returns>False where no sequence is possible.</returns>
    public static bool Viterbi(CrfTables<T> tables, CrfWorkspace<T> workspace, Span<int> path)
    {
        RowBlock<T> back = workspace.Back.Resize(workspace.Length), previous = workspace.Alpha.Resize(1);
        Span<T> best = workspace.Best, scores = previous.Row(0);
        for (int t = 0; t < workspace.Length; t++)
        {
            ReadOnlySpan<T> nodes = workspace.Nodes.Row(t);
            if (t == 0)
            {
                nodes.CopyTo(best);
            }
            else
            {
                best.Fill(T.NegativeInfinity);
                back.Row(t).Clear();
                for (int from = 0; from < tables.Tags; from++)
                    CrfKernels.Extend(scores[from], from, tables.Transitions.Row(from), best, back.Row(t));
                CrfKernels.Add(best, nodes, best);
            }

            T shift = CrfKernels.Max(best);
            if (T.IsNegativeInfinity(shift))
                return false;
            CrfKernels.Shift(best, shift, scores);
        }

        path[^1] = ArgMax(scores[..tables.Tags]);
        for (int t = workspace.Length - 1; t > 0; t--)
            path[t - 1] = int.CreateTruncating(back.Row(t)[path[t]]);
        return true;
    }

    /// <summary>Follows the best ways to every tag of a word back to where all of them are one.</summary>
    /// <param name="workspace">As <see cref="Viterbi"/> left it.</param>
    /// <param name="known">The word, counted from 1.</param>
    /// <returns>For how many words at the beginning all ways have the same tag: no later word changes them.</returns>
    public static int Agreed(CrfWorkspace<T> workspace, int known)
    {
        int tags = workspace.Tags;
        bool[] reached = new bool[tags], before = new bool[tags];
        Array.Fill(reached, true);
        for (int t = known - 1; t > 0; t--)
        {
            Array.Clear(before);
            int ways = 0;
            for (int tag = 0; tag < tags; tag++)
            {
                if (!reached[tag])
                    continue;
                int from = int.CreateTruncating(workspace.Back.Row(t)[tag]);
                ways += before[from] ? 0 : 1;
                before[from] = true;
            }

            if (ways == 1)
                return t;
            (reached, before) = (before, reached);
        }

        return 0;
    }

    /// <summary>Finds the n best sequences by keeping, for each word and tag, the n best ways to it.</summary>
    /// <returns>The sequences, best first; fewer where fewer are possible.</returns>
    public static TagPath[] Best(CrfTables<T> tables, CrfWorkspace<T> workspace, int n)
    {
        workspace.BeginPaths(n);
        int tags = tables.Tags;
        for (int t = 0; t < workspace.Length; t++)
        {
            for (int to = 0; to < tags; to++)
                Reach(tables, workspace, t, to, n);
        }

        Span<double> scores = stackalloc double[n <= 256 ? n : 0];
        Span<int> origins = stackalloc int[n <= 256 ? n : 0];
        if (n > 256)
        {
            scores = new double[n];
            origins = new int[n];
        }

        scores.Fill(double.NegativeInfinity);
        for (int tag = 0; tag < tags; tag++)
            Merge(workspace.PathScores.AsSpan((((workspace.Length - 1) * tags) + tag) * n, n), tag, 0, scores, origins);

        int found = 0;
        while (found < n && scores[found] > double.NegativeInfinity)
            found++;
        TagPath[] paths = new TagPath[found];
        for (int rank = 0; rank < found; rank++)
            paths[rank] = new(Trace(workspace, origins[rank], n), scores[rank]);
        return paths;
    }

    private static void Reach(CrfTables<T> tables, CrfWorkspace<T> workspace, int t, int to, int n)
    {
        int tags = tables.Tags, at = ((t * tags) + to) * n;
        Span<double> scores = workspace.PathScores.AsSpan(at, n);
        double node = double.CreateTruncating(workspace.Nodes.Row(t)[to]);
        scores.Fill(double.NegativeInfinity);
        if (t == 0)
        {
            scores[0] = node;
            return;
        }

        Span<int> origins = workspace.PathOrigins.AsSpan(at, n);
        for (int from = 0; from < tags; from++)
            Merge(workspace.PathScores.AsSpan((((t - 1) * tags) + from) * n, n), from, tables.Transition(from, to) + node, scores, origins);
    }

    // Sorted insertion; what is equal comes after what was there, so lower tags and lower ranks stay first.
    private static void Merge(ReadOnlySpan<double> candidates, int tag, double step, Span<double> scores, Span<int> origins)
    {
        int n = scores.Length;
        for (int rank = 0; rank < n; rank++)
        {
            double score = candidates[rank] + step;
            if (!(score > scores[n - 1]))
                return;
            int place = n - 1;
            for (; place > 0 && score > scores[place - 1]; place--)
                (scores[place], origins[place]) = (scores[place - 1], origins[place - 1]);
            (scores[place], origins[place]) = (score, (tag * n) + rank);
        }
    }

    private static int[] Trace(CrfWorkspace<T> workspace, int last, int n)
    {
        int[] path = new int[workspace.Length];
        for (int t = path.Length - 1; t >= 0; t--)
        {
            path[t] = last / n;
            last = workspace.PathOrigins[(t * workspace.Tags * n) + last];
        }

        return path;
    }

    private static int ArgMax(ReadOnlySpan<T> scores)
    {
        int best = 0;
        for (int tag = 1; tag < scores.Length; tag++)
        {
            if (scores[tag] > scores[best])
                best = tag;
        }

        return best;
    }
}
