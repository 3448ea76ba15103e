namespace Engram.Encoders;

/// <summary>What the encoders need to know of a word; computed once for each distinct word.</summary>
public sealed class WordFeatures
{
    private readonly int[] _selected;

    /// <summary>Creates the features of a word.</summary>
    /// <param name="word">Its number in the vocabulary of words, or 0.</param>
    /// <param name="count">How often it was seen in training.</param>
    /// <param name="shape">The number of its shape, or 0.</param>
    /// <param name="characters">The numbers of its characters, at least one.</param>
    /// <param name="trigrams">The numbers of its letter trigrams.</param>
    public WordFeatures(int word, int count, int shape, int[] characters, int[] trigrams)
    {
        _selected = [word, shape];
        Count = count;
        Characters = characters;
        Trigrams = trigrams;
    }

    /// <summary>Its number in the vocabulary of words, or 0.</summary>
    public int Word => _selected[0];

    /// <summary>Whether nobody keeps these features, so that nothing need be kept for them: the word will come with others next time.</summary>
    internal bool IsPassing { get; set; }

    /// <summary>How often it was seen in training.</summary>
    public int Count { get; }

    /// <summary>The numbers of its characters, at least one.</summary>
    public int[] Characters { get; }

    /// <summary>The numbers of its letter trigrams.</summary>
    public int[] Trigrams { get; }

    /// <summary>The features of a kind.</summary>
    /// <param name="kind">The kind.</param>
    public ReadOnlySpan<int> Of(WordFeatureKind kind) => kind switch
    {
        WordFeatureKind.Word => _selected.AsSpan(0, 1),
        WordFeatureKind.Shape => _selected.AsSpan(1, 1),
        _ => Trigrams,
    };
}
