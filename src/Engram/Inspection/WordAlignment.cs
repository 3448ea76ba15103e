using Engram.Models;

namespace Engram.Inspection;

/// <summary>Which word of one sentence stands against which of another: the words that both begin with, those that both end with, and in between one
/// against one from the left, as far as there are as many.</summary>
internal sealed class WordAlignment
{
    private readonly (int? Word, int? Against)[] _places;

    public WordAlignment(MemoryTrace text, MemoryTrace against)
    {
        string[] words = WordsOf(text), others = WordsOf(against);
        int shorter = Math.Min(words.Length, others.Length), before = 0, after = 0;
        while (before < shorter && words[before] == others[before])
            before++;
        while (after < shorter - before && words[^(after + 1)] == others[^(after + 1)])
            after++;
        _places = new (int?, int?)[Math.Max(words.Length, others.Length)];
        int common = shorter - after;
        for (int place = 0; place < _places.Length; place++)
        {
            int fromEnd = _places.Length - place;
            _places[place] = fromEnd <= after ? (words.Length - fromEnd, others.Length - fromEnd)
                : place < common ? (place, place)
                : words.Length > others.Length ? (place, null) : (null, place);
        }

        Words = [.. _places.Select(place => new AlignedWord(
            place.Word is { } word ? words[word] : null,
            place.Against is { } other ? others[other] : null,
            place.Word is { } one && place.Against is { } two && words[one] == others[two]))];
    }

    /// <summary>The words at each place.</summary>
    public IReadOnlyList<AlignedWord> Words { get; }

    /// <summary>Computes something of each place where both sentences have a word.</summary>
    public double?[] Select(Func<int, int, double> value) =>
        [.. _places.Select(place => place.Word is { } word && place.Against is { } against ? value(word, against) : (double?)null)];

    private static string[] WordsOf(MemoryTrace trace) => [.. trace.Utterance.Tokens.Select(token => token.Text)];
}
