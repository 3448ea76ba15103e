using Engram.Layers;

namespace Engram.Encoders;

/// <summary>The words of a batch: which word stands in which row, each distinct word once.</summary>
public sealed class WordBatch
{
    private readonly Dictionary<WordFeatures, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly List<WordFeatures> _distinct = [];
    private int[] _words = [];
    private int[] _lengths = [];

    /// <summary>How the rows are laid out.</summary>
    public PackedBatch Layout { get; } = new();

    /// <summary>The distinct words, in the order of their first row.</summary>
    public IReadOnlyList<WordFeatures> Distinct => _distinct;

    /// <summary>For each row, which of the distinct words stands there.</summary>
    public ReadOnlySpan<int> Words => _words.AsSpan(0, Layout.Rows);

    /// <summary><see cref="Words"/> with room behind.</summary>
    internal int[] Numbers => _words;

    /// <summary>Takes in sentences; memory is kept from call to call.</summary>
    /// <param name="sentences">The words of each sentence; the same word is the same object.</param>
    public void Fill(ReadOnlySpan<WordFeatures[]> sentences)
    {
        if (_lengths.Length < sentences.Length)
            _lengths = new int[sentences.Length];
        for (int i = 0; i < sentences.Length; i++)
            _lengths[i] = sentences[i].Length;
        Layout.Pack(_lengths.AsSpan(0, sentences.Length));
        if (_words.Length < Layout.Rows)
            _words = new int[Math.Max(Layout.Rows, 2 * _words.Length)];
        _numbers.Clear();
        _distinct.Clear();
        for (int step = 0; step < Layout.Steps; step++)
        {
            for (int rank = 0; rank < Layout.RowsAt(step); rank++)
                _words[Layout.Row(rank, step)] = Number(sentences[Layout.Sentence(rank)][step]);
        }
    }

    /// <summary>Takes in the distinct words of another batch, in their order, each a sentence of its own.</summary>
    internal void FillDistinct(WordBatch batch)
    {
        _distinct.Clear();
        _distinct.AddRange(batch._distinct);
        int count = _distinct.Count;
        if (_lengths.Length < count)
            _lengths = new int[2 * count];
        if (_words.Length < count)
            _words = new int[2 * count];
        _lengths.AsSpan(0, count).Fill(1);
        Layout.Pack(_lengths.AsSpan(0, count));
        for (int word = 0; word < count; word++)
            _words[word] = word;
    }

    private int Number(WordFeatures word)
    {
        if (!_numbers.TryGetValue(word, out int number))
        {
            number = _distinct.Count;
            _numbers.Add(word, number);
            _distinct.Add(word);
        }

        return number;
    }
}
