namespace Engram.Encoders;

/// <summary>
/// A list of symbols (words, characters, shapes) and their numbers. Number 0 is the extra dimension <em>other</em>: all that is not listed.
/// </summary>
public sealed class Vocabulary
{
    /// <summary>The number of every symbol that is not listed.</summary>
    public const int Other = 0;

    private readonly Dictionary<string, int> _numbers;

    /// <summary>Creates a vocabulary.</summary>
    /// <param name="symbols">The symbols, each once; the first gets number 1.</param>
    /// <param name="counts">How often each was seen in training, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">A symbol stands twice, or there is not one count a symbol.</exception>
    public Vocabulary(IReadOnlyList<string> symbols, IReadOnlyList<int>? counts = null)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        if (counts is not null && counts.Count != symbols.Count)
            throw new ArgumentException($"Vocabulary: {symbols.Count} symbols, but {counts.Count} counts. Give one count a symbol.", nameof(counts));
        Symbols = symbols;
        Counts = counts ?? new int[symbols.Count];
        _numbers = new Dictionary<string, int>(symbols.Count, StringComparer.Ordinal);
        for (int i = 0; i < symbols.Count; i++)
        {
            if (!_numbers.TryAdd(symbols[i], i + 1))
                throw new ArgumentException($"Vocabulary: '{symbols[i]}' stands twice. List each symbol once.", nameof(symbols));
        }
    }

    /// <summary>The listed symbols; number n is <c>Symbols[n − 1]</c>.</summary>
    public IReadOnlyList<string> Symbols { get; }

    /// <summary>How often each listed symbol was seen in training; 0 where that is not known.</summary>
    public IReadOnlyList<int> Counts { get; }

    /// <summary>Number of dimensions: the symbols and <em>other</em>.</summary>
    public int Count => Symbols.Count + 1;

    /// <summary>Lists what occurs, the most frequent first, equals in ordinal order.</summary>
    /// <param name="occurrences">All occurrences.</param>
    public static Vocabulary Collect(IEnumerable<string> occurrences)
    {
        ArgumentNullException.ThrowIfNull(occurrences);
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach (string symbol in occurrences)
            counts[symbol] = counts.GetValueOrDefault(symbol) + 1;
        KeyValuePair<string, int>[] sorted = [.. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)];
        return new Vocabulary([.. sorted.Select(pair => pair.Key)], [.. sorted.Select(pair => pair.Value)]);
    }

    /// <summary>The number of a symbol, or <see cref="Other"/>.</summary>
    /// <param name="symbol">The symbol.</param>
    public int Number(string symbol) => _numbers.GetValueOrDefault(symbol, Other);
}
