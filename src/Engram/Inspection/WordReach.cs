using Engram.Encoders;
using Engram.Models;
using Engram.Tagging;

namespace Engram.Inspection;

/// <summary>How strongly the tags of slots hang on words at some distance, in a trained model.</summary>
/// <param name="Distance">Words from the tagged word to the other: −1 is the word before it, 0 the word itself.</param>
/// <param name="Gradient">The mean length of the gradient of the tag's log-odds with respect to the other word's vector.</param>
/// <param name="Pairs">How many pairs of words the mean is over.</param>
public sealed record WordReach(int Distance, double Gradient, int Pairs)
{
    /// <summary>Measures a model over some sentences, at every word of every slot that it finds.</summary>
    /// <param name="explainer">Of the model.</param>
    /// <param name="sentences">Their tokens, at least one each.</param>
    /// <param name="farthest">The largest distance, 0 or more.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>By distance, from the farthest word before to the farthest after; distances that never occur are left out.</returns>
    public static IReadOnlyList<WordReach> Measure(
        SlotExplainer explainer, IEnumerable<IReadOnlyList<string>> sentences, int farthest = 12,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(explainer);
        ArgumentNullException.ThrowIfNull(sentences);
        ArgumentOutOfRangeException.ThrowIfNegative(farthest);
        double[] sums = new double[(2 * farthest) + 1];
        int[] pairs = new int[sums.Length];
        foreach (IReadOnlyList<string> tokens in sentences)
        {
            SentencePrediction prediction = explainer.Tagger.Predict(tokens);
            WordFeatures[] features = explainer.Tagger.Features(tokens);
            foreach (int word in prediction.Spans.SelectMany(Words))
            {
                cancellationToken.ThrowIfCancellationRequested();
                double[] norms = explainer.GradientNorms(features, word, prediction.Tags[word]);
                for (int other = Math.Max(0, word - farthest); other < Math.Min(norms.Length, word + farthest + 1); other++)
                {
                    sums[other - word + farthest] += norms[other];
                    pairs[other - word + farthest]++;
                }
            }
        }

        return [.. Enumerable.Range(0, sums.Length).Where(i => pairs[i] > 0).Select(i => new WordReach(i - farthest, sums[i] / pairs[i], pairs[i]))];
    }

    private static IEnumerable<int> Words(TokenSpan span) => Enumerable.Range(span.Start, span.Length);
}
