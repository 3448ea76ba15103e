using System.Globalization;
using System.Text;

namespace Engram.Corpora;

/// <summary>Turns a word into the form under which it is looked up. Immutable and thread-safe.</summary>
public sealed class WordNormalizer
{
    /// <summary>Creates the normalizer.</summary>
    /// <param name="folding">Which differences do not count.</param>
    /// <exception cref="ArgumentOutOfRangeException">A flag that <see cref="TokenizerFolding"/> does not have.</exception>
    public WordNormalizer(TokenizerFolding folding)
    {
        const TokenizerFolding Known = TokenizerFolding.Case | TokenizerFolding.Width | TokenizerFolding.Quotes | TokenizerFolding.Digits;
        if ((folding & ~Known) != 0)
            throw new ArgumentOutOfRangeException(nameof(folding), folding, "Expected a combination of Case, Width, Quotes and Digits.");
        Folding = folding;
    }

    /// <summary>Which differences do not count.</summary>
    public TokenizerFolding Folding { get; }

    /// <summary>The form under which a word is looked up. Any text is accepted, a lone surrogate is left as it is.</summary>
    /// <param name="word">The word as it stands in the text.</param>
    /// <returns>The folded form; <paramref name="word"/> itself where nothing changes.</returns>
    public string Normalize(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        int first = FirstChange(word);
        if (first < 0)
            return word;
        StringBuilder folded = new(word, 0, first, word.Length);
        for (int at = first; at < word.Length;)
        {
            if (Rune.DecodeFromUtf16(word.AsSpan(at), out Rune rune, out int taken) == System.Buffers.OperationStatus.Done)
                folded.Append(Fold(rune).ToString());
            else
                folded.Append(word, at, taken);
            at += taken;
        }

        return folded.ToString();
    }

    private int FirstChange(string word)
    {
        for (int at = 0; at < word.Length;)
        {
            bool valid = Rune.DecodeFromUtf16(word.AsSpan(at), out Rune rune, out int taken) == System.Buffers.OperationStatus.Done;
            if (valid && Fold(rune) != rune)
                return at;
            at += taken;
        }

        return -1;
    }

    private Rune Fold(Rune rune)
    {
        if (Folding.HasFlag(TokenizerFolding.Width))
            rune = FoldWidth(rune);
        if (Folding.HasFlag(TokenizerFolding.Quotes))
            rune = FoldQuote(rune);
        if (Folding.HasFlag(TokenizerFolding.Digits) && Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
            return new Rune('0');
        return Folding.HasFlag(TokenizerFolding.Case) ? Rune.ToLowerInvariant(rune) : rune;
    }

    // The full-width forms stand in the order of ASCII, from '!' (U+FF01) to '~' (U+FF5E).
    private static Rune FoldWidth(Rune rune) => rune.Value switch
    {
        >= 0xFF01 and <= 0xFF5E => new Rune(rune.Value - 0xFF01 + '!'),
        0x3000 => new Rune(' '),
        0xFFE0 => new Rune('¢'),
        0xFFE1 => new Rune('£'),
        0xFFE5 => new Rune('¥'),
        0xFFE6 => new Rune('₩'),
        _ => rune,
    };

    private static Rune FoldQuote(Rune rune) => rune.Value switch
    {
        0x2018 or 0x2019 or 0x201B or 0x02BC => new Rune('\''),
        0x201C or 0x201D or 0x201F => new Rune('"'),
        _ => rune,
    };
}
