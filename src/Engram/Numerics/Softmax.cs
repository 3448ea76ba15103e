using System.Numerics;

namespace Engram.Numerics;

/// <summary>Softmax and log-sum-exp that do not overflow: the largest score is subtracted before anything is exponentiated.</summary>
/// <remarks>
/// <code>
/// softmax(s)_k   = exp(s_k − m) / Σ_j exp(s_j − m),   m = max s
/// logSumExp(s)   = m + log Σ_j exp(s_j − m)
/// </code>
/// <para>Scores of −∞ are impossible choices and get probability 0. Where every score is −∞ there is no distribution: the
/// probabilities are NaN, and the log-sum-exp is −∞. Sums run in index order, so the same scores give the same bits.</para>
/// </remarks>
public static class Softmax
{
    /// <summary>Turns scores into probabilities.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="scores">The scores (logits), 1 or more.</param>
    /// <param name="probabilities">As many elements; may be <paramref name="scores"/> itself.</param>
    /// <returns>log Σ exp(score).</returns>
    /// <exception cref="ShapeException">No scores, or another number of probabilities.</exception>
    public static T Apply<T>(ReadOnlySpan<T> scores, Span<T> probabilities)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireSame(scores.Length, probabilities.Length);
        if (typeof(T) != typeof(float) || !Simd.HasLanes)
            return ApplyPlain(scores, probabilities);
        Span<T> logSum = [T.Zero];
        LaneKernels.Run<SoftmaxKernel<T>, T>(new(scores, probabilities, ref logSum[0]));
        return logSum[0];
    }

    /// <summary>The twin of <see cref="SoftmaxKernel{T}"/>.</summary>
    internal static T ApplyPlain<T>(ReadOnlySpan<T> scores, Span<T> probabilities)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T max = Max(scores);
        T sum = T.Zero;
        for (int i = 0; i < scores.Length; i++)
        {
            T weight = T.Exp(scores[i] - max);
            probabilities[i] = weight;
            sum += weight;
        }

        for (int i = 0; i < probabilities.Length; i++)
            probabilities[i] /= sum;
        return max + T.Log(sum);
    }

    /// <summary>Turns scores into the logarithms of their probabilities; exact where a probability itself would round to 0.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="scores">The scores (logits), 1 or more.</param>
    /// <param name="logProbabilities">As many elements; may be <paramref name="scores"/> itself.</param>
    /// <exception cref="ShapeException">No scores, or another number of probabilities.</exception>
    public static void ApplyLog<T>(ReadOnlySpan<T> scores, Span<T> logProbabilities)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireSame(scores.Length, logProbabilities.Length);
        T max = Max(scores);
        T logSum = T.Log(SumOfExp(scores, max));
        for (int i = 0; i < scores.Length; i++)
            logProbabilities[i] = scores[i] - max - logSum;
    }

    /// <summary>The logarithm of the sum of the exponentials.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="scores">The scores, 1 or more.</param>
    /// <returns>log Σ exp(score).</returns>
    /// <exception cref="ShapeException">No scores.</exception>
    public static T LogSumExp<T>(ReadOnlySpan<T> scores)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireSame(scores.Length, scores.Length);
        T max = Max(scores);
        return T.IsInfinity(max) ? max : max + T.Log(SumOfExp(scores, max));
    }

    private static T Max<T>(ReadOnlySpan<T> scores)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T max = scores[0];
        foreach (T score in scores)
            max = T.Max(max, score);
        return max;
    }

    private static T SumOfExp<T>(ReadOnlySpan<T> scores, T max)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        foreach (T score in scores)
            sum += T.Exp(score - max);
        return sum;
    }

    private static void RequireSame(int scores, int results)
    {
        if (scores == 0 || scores != results)
            throw new ShapeException($"Softmax: {scores} scores and room for {results} results. Give at least one score, and as many results.");
    }
}
