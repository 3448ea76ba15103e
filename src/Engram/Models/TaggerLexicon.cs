using Engram.Corpora;
using Engram.Encoders;

namespace Engram.Models;

/// <summary>Everything a tagger knows by name: words, characters and shapes.</summary>
public sealed class TaggerLexicon
{
    private const int LongestWord = 48;

    private readonly LetterTrigrams? _trigrams;

    /// <summary>Creates a lexicon.</summary>
    /// <param name="options">Which features the network needs.</param>
    /// <param name="normalizer">Folds a word before it is looked up.</param>
    /// <param name="words">The words of the training corpus, folded.</param>
    /// <param name="characters">The characters of those words.</param>
    /// <param name="shapes">The shapes of those words.</param>
    public TaggerLexicon(TaggerOptions options, WordNormalizer normalizer, Vocabulary words, Vocabulary characters, Vocabulary shapes)
    {
        ArgumentNullException.ThrowIfNull(options);
        Normalizer = normalizer;
        Words = words;
        Characters = characters;
        Shapes = shapes;
        _trigrams = options.TrigramSize > 0 ? new LetterTrigrams(options.TrigramMarks, options.TrigramBuckets) : null;
    }

    /// <summary>Folds a word before it is looked up.</summary>
    public WordNormalizer Normalizer { get; }

    /// <summary>The words, folded.</summary>
    public Vocabulary Words { get; }

    /// <summary>The characters.</summary>
    public Vocabulary Characters { get; }

    /// <summary>The shapes.</summary>
    public Vocabulary Shapes { get; }

    /// <summary>Dimensions of the letter trigrams; 0 without.</summary>
    public int TrigramCount => _trigrams?.Count ?? 0;

    /// <summary>Lists what a corpus holds.</summary>
    /// <param name="options">Which features the network needs.</param>
    /// <param name="normalizer">Folds a word before it is looked up.</param>
    /// <param name="sentences">The training corpus.</param>
    /// <param name="moreWords">Words that have a pretrained vector and need not occur.</param>
    public static TaggerLexicon Collect(
        TaggerOptions options, WordNormalizer normalizer, IEnumerable<Utterance> sentences, IEnumerable<string>? moreWords = null)
    {
        ArgumentNullException.ThrowIfNull(normalizer);
        string[] tokens = [.. sentences.SelectMany(sentence => sentence.Tokens)];
        string[] folded = [.. tokens.Select(normalizer.Normalize)];
        Vocabulary seen = Vocabulary.Collect(folded.Where(IsWellFormed));
        string[] more = [.. (moreWords ?? []).Where(word => seen.Number(word) == Vocabulary.Other).Distinct(StringComparer.Ordinal)];
        Vocabulary words = more.Length == 0 ? seen : new([.. seen.Symbols, .. more], [.. seen.Counts, .. new int[more.Length]]);
        return new TaggerLexicon(
            options,
            normalizer,
            words,
            Vocabulary.Collect(folded.SelectMany(word => word.EnumerateRunes().Select(rune => rune.ToString()))),
            Vocabulary.Collect(tokens.Select(WordShape.Of)));
    }

    /// <summary>The features of a word.</summary>
    /// <param name="token">The word as it stands in the text.</param>
    public WordFeatures Features(string token)
    {
        string folded = Normalizer.Normalize(token);
        int word = Words.Number(folded);
        return new WordFeatures(
            word,
            word == Vocabulary.Other ? 0 : Words.Counts[word - 1],
            Shapes.Number(WordShape.Of(token)),
            CharactersOf(folded),
            _trigrams?.Of(folded) ?? []);
    }

    // A model file is UTF-8 and cannot keep half a surrogate pair; such a word is other.
    private static bool IsWellFormed(string word)
    {
        for (int at = 0; at < word.Length;)
        {
            if (System.Text.Rune.DecodeFromUtf16(word.AsSpan(at), out _, out int taken) != System.Buffers.OperationStatus.Done)
                return false;
            at += taken;
        }

        return true;
    }

    // A word can be as long as a hostile text; its two ends say enough.
    private int[] CharactersOf(string word)
    {
        int[] numbers = [.. word.EnumerateRunes().Select(rune => Characters.Number(rune.ToString()))];
        if (numbers.Length == 0)
            return [Vocabulary.Other];
        return numbers.Length <= LongestWord ? numbers : [.. numbers[..(LongestWord / 2)], .. numbers[^(LongestWord / 2)..]];
    }
}
