using Engram.Numerics;

namespace Engram.Encoders;

/// <summary>Replaces words by <em>other</em> while training, rare ones more often, so that the <em>other</em> dimension gets trained too.</summary>
/// <remarks>
/// Probability α / (α + count) (Kiperwasser and Goldberg, TACL 2016, section 6): with α = 1 a word seen once is replaced half of the time.
/// </remarks>
public static class WordDropout
{
    /// <summary>Whether an occurrence of a word is replaced this time.</summary>
    /// <param name="word">The word.</param>
    /// <param name="alpha">α, 0 (never) or more.</param>
    /// <param name="random">Where the choice comes from; asked once.</param>
    public static bool Chooses(WordFeatures word, double alpha, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(random);
        return random.NextDouble() * (alpha + word.Count) < alpha;
    }
}
