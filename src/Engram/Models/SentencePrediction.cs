using Engram.Tagging;

namespace Engram.Models;

/// <summary>What the network says of one tokenised sentence, in numbers.</summary>
/// <param name="Tags">The best well-formed sequence: for each token the number of its tag.</param>
/// <param name="Marginals">The probability of every tag, <c>[tokens, tags]</c>, row by row.</param>
/// <param name="Spans">The slots of the best sequence.</param>
/// <param name="SpanProbabilities">For each slot, the probability of its whole span.</param>
/// <param name="Intents">The probability of every intent; empty where there are none.</param>
public sealed record SentencePrediction(
    int[] Tags, float[] Marginals, IReadOnlyList<TokenSpan> Spans, double[] SpanProbabilities, float[] Intents)
{
    /// <summary>The number of the likeliest intent, or −1.</summary>
    public int Intent
    {
        get
        {
            int best = -1;
            for (int i = 0; i < Intents.Length; i++)
            {
                if (best < 0 || Intents[i] > Intents[best])
                    best = i;
            }

            return best;
        }
    }
}
