using System.Numerics;
using Engram.Numerics;

namespace Engram.Tagging;

/// <summary>The forward and backward sums of a CRF as products with exp(transitions), rescaled at every word.</summary>
/// <remarks>
/// <code>
/// x_t(j) = exp(node_t(j) − max node_t)       E_ij = exp(transition_ij − max transition)
/// α_0 = x_0        α_t = (α_{t−1}·E) ⊙ x_t / c_t              c_t makes the largest element 1
/// log Z = Σ_t (max node_t + log c_t) + (T−1)·max transition + log Σ_j α_{T−1}(j)
/// r_{t−1} = E·b_t        b_{T−1} = x_{T−1}        b_t = x_t ⊙ r_t / max
/// P(y_t = i) = α_t(i)·r_t(i) / Σ_i α_t(i)·r_t(i)
/// P(y_{t−1} = i, y_t = j) = α_{t−1}(i)·E_ij·b_t(j) / Σ_i α_{t−1}(i)·r_{t−1}(i)
/// </code>
/// <para>A term below the smallest normal number is rounded away. That is harmless unless later words make the lost path matter
/// again; so both passes carry an upper bound of the lost mass beside the sums, which later words can raise, and give up
/// when a marginal could be wrong by more than the precision of the type. Then logarithms compute the sentence.</para>
/// </remarks>
internal static class CrfForwardBackward<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly double Precision = typeof(T) == typeof(float) ? Math.Pow(2, -23) : Math.Pow(2, -52);
    private static readonly double Smallest = typeof(T) == typeof(float) ? Math.Pow(2, -126) : Math.Pow(2, -1022);

    /// <summary>Computes α and log Z.</summary>
    /// <returns>False where the sums may have lost something.</returns>
    public static bool Forward(CrfTables<T> tables, CrfWorkspace<T> workspace)
    {
        int length = workspace.Length;
        RowBlock<T> weights = workspace.Weights.Resize(length), alpha = workspace.Alpha.Resize(length);
        double logPartition = tables.LargestTransition * (length - 1), lost = 0;
        for (int t = 0; t < length; t++)
        {
            ReadOnlySpan<T> nodes = workspace.Nodes.Row(t);
            Span<T> weight = weights.Row(t), row = alpha.Row(t);
            T shift = CrfKernels.Max(nodes);
            CrfKernels.Exp(nodes, shift, weight);
            if (t == 0)
            {
                weight.CopyTo(row);
            }
            else
            {
                CrfKernels.Product(alpha.Row(t - 1), tables.Tags, tables.Edges, row);
                CrfKernels.Multiply(row, weight, row);
            }

            T scale = CrfKernels.Max(row);
            double largest = double.CreateTruncating(scale);
            if (!(largest * Precision > Smallest))
                return false;
            CrfKernels.Scale(row, T.One / scale);
            lost = Carry(lost, weight, largest, CrfKernels.MinPossible(row, nodes), tables.Tags);
            workspace.Lost[t] = lost;
            logPartition += double.CreateTruncating(shift) + Math.Log(largest);
        }

        double total = double.CreateTruncating(CrfKernels.Dot(alpha.Row(length - 1), tables.Ones));
        workspace.LogPartition = logPartition + Math.Log(total);
        return lost <= Precision * total;
    }

    /// <summary>Computes the marginals and β from α.</summary>
    /// <returns>False where the sums may have lost something.</returns>
    public static bool Backward(CrfTables<T> tables, CrfWorkspace<T> workspace)
    {
        int length = workspace.Length;
        RowBlock<T> weights = workspace.Weights.Block, alpha = workspace.Alpha.Block;
        RowBlock<T> beta = workspace.Beta.Resize(length), posterior = workspace.Posterior.Resize(length);
        alpha.Row(length - 1).CopyTo(posterior.Row(length - 1));
        CrfKernels.Scale(posterior.Row(length - 1), T.One / CrfKernels.Dot(alpha.Row(length - 1), tables.Ones));
        weights.Row(length - 1).CopyTo(beta.Row(length - 1));
        Span<T> sum = workspace.Sum;
        T least = CrfKernels.MinPossible(beta.Row(length - 1), workspace.Nodes.Row(length - 1));
        double lost = Carry(0, weights.Row(length - 1), 1, least, tables.Tags);
        for (int t = length - 2; t >= 0; t--)
        {
            CrfKernels.Product(beta.Row(t + 1), tables.Tags, tables.EdgesByTarget, sum);
            T norm = CrfKernels.Dot(alpha.Row(t), sum);
            double possible = double.CreateTruncating(norm), peak = double.CreateTruncating(CrfKernels.Max(sum));
            if (!(tables.Tags * ((workspace.Lost[t] * peak) + lost + Smallest) <= Precision * possible))
                return false;
            CrfKernels.Multiply(alpha.Row(t), sum, posterior.Row(t));
            CrfKernels.Scale(posterior.Row(t), T.One / norm);
            CrfKernels.Scale(beta.Row(t + 1), T.One / norm);

            Span<T> row = beta.Row(t);
            CrfKernels.Multiply(weights.Row(t), sum, row);
            T scale = CrfKernels.Max(row);
            double largest = double.CreateTruncating(scale);
            if (!(largest * Precision > Smallest))
                return false;
            CrfKernels.Scale(row, T.One / scale);
            lost = Carry(lost, weights.Row(t), largest, CrfKernels.MinPossible(row, workspace.Nodes.Row(t)), tables.Tags);
        }

        workspace.HasPosterior = true;
        return true;
    }

    // The bound of the lost mass after a word: what was lost before, grown by the word's weights and the rescaling, and what this word lost.
    private static double Carry(double lost, ReadOnlySpan<T> weight, double scale, T smallest, int tags)
    {
        if (lost > 0)
        {
            double sum = 0;
            foreach (T value in weight)
                sum += double.CreateTruncating(value);
            lost = lost * sum / scale;
        }

        // Every possible sum is large beside what may be missing from it: then it is right to the last digits, and stays so.
        double smallestSum = double.CreateTruncating(smallest);
        if (smallestSum * Precision >= lost)
            lost = 0;
        if (smallestSum * scale * Precision < tags * Smallest)
            lost += (double)tags * tags * Smallest / scale;
        return lost;
    }
}
