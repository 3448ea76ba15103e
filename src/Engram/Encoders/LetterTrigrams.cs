namespace Engram.Encoders;

/// <summary>Word hashing by letter trigrams: <em>apple</em> is <c>app</c>, <c>ppl</c>, <c>ple</c>, whatever word it is part of.</summary>
/// <remarks>Huang et al., "Learning Deep Structured Semantic Models for Web Search using Clickthrough Data", CIKM 2013, section 3.2. Plain
/// letters a to z need 26³ = 17 576 dimensions and never collide; marks at the ends of a word and other alphabets are hashed.</remarks>
public sealed class LetterTrigrams
{
    /// <summary>Dimensions of plain letters: 26³.</summary>
    public const int PlainDimensions = 26 * 26 * 26;

    private const char Mark = '#';
    private readonly bool _marks;
    private readonly int _buckets;

    /// <summary>Creates the hashing.</summary>
    /// <param name="marks">Whether the ends of a word count as letters: <em>apple</em> then also has <c>#ap</c> and <c>le#</c>.</param>
    /// <param name="buckets">Extra dimensions that hashed trigrams share; 0 leaves out trigrams that are not plain letters.</param>
    public LetterTrigrams(bool marks = false, int buckets = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(buckets);
        _marks = marks;
        _buckets = buckets;
    }

    /// <summary>Number of dimensions.</summary>
    public int Count => PlainDimensions + _buckets;

    /// <summary>The dimensions that a word switches on, one a trigram; a trigram that stands twice is there twice.</summary>
    /// <param name="word">The word; upper and lower case of a to z count as the same.</param>
    public int[] Of(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        string letters = _marks ? Mark + word + Mark : word;
        List<int> dimensions = [];
        for (int i = 0; i + 3 <= letters.Length; i++)
        {
            int dimension = Dimension(letters.AsSpan(i, 3));
            if (dimension >= 0)
                dimensions.Add(dimension);
        }

        return [.. dimensions];
    }

    private int Dimension(ReadOnlySpan<char> trigram)
    {
        int number = 0;
        uint hash = 2166136261; // FNV-1a over the UTF-16 units
        foreach (char letter in trigram)
        {
            char lower = char.ToLowerInvariant(letter);
            number = number >= 0 && char.IsAsciiLetterLower(lower) ? (number * 26) + (lower - 'a') : -1;
            hash = unchecked((hash ^ lower) * 16777619);
        }

        if (number >= 0)
            return number;
        return _buckets > 0 ? PlainDimensions + (int)(hash % (uint)_buckets) : -1;
    }
}
