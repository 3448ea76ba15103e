using System.Globalization;
using System.Text;

namespace Engram.Corpora;

/// <summary>What a character is to the tokenizer; the value is the letter that stands for it in a stored rule.</summary>
internal enum CharacterClass
{
    /// <summary>A letter or a combining mark, but not a Han or kana character.</summary>
    Letter = 'a',

    /// <summary>A digit or another number character.</summary>
    Digit = '0',

    /// <summary>A Han or kana character: written without spaces between words.</summary>
    Han = '字',

    /// <summary>Everything else: punctuation, symbols, control characters, lone surrogates.</summary>
    Mark = '.',
}

/// <summary>Classifies characters.</summary>
internal static class CharacterClasses
{
    /// <summary>The class of the character at a position; both halves of a surrogate pair have the pair's class.</summary>
    public static CharacterClass At(ReadOnlySpan<char> text, int index)
    {
        char c = text[index];
        if (char.IsAsciiLetter(c))
            return CharacterClass.Letter;
        if (char.IsLowSurrogate(c) && index > 0 && char.IsHighSurrogate(text[index - 1]))
            return Of(new Rune(text[index - 1], c));
        if (char.IsHighSurrogate(c) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            return Of(new Rune(c, text[index + 1]));
        return Rune.TryCreate(c, out Rune rune) ? Of(rune) : CharacterClass.Mark;
    }

    /// <summary>Whether a text is one Han character (kana not counted).</summary>
    public static bool IsSingleHan(string text) =>
        Rune.DecodeFromUtf16(text, out Rune rune, out int taken) == System.Buffers.OperationStatus.Done && taken == text.Length && IsHan(rune.Value);

    /// <summary>
    /// Whether a text may be cut before a position: not inside a surrogate pair, nor before what combines with the character before it.
    /// </summary>
    public static bool MayCut(ReadOnlySpan<char> text, int index)
    {
        if (index <= 0 || index >= text.Length)
            return true;
        const char Joiner = '\u200D';
        if (text[index] == Joiner || text[index - 1] == Joiner)
            return false;
        if (char.IsLowSurrogate(text[index]) && char.IsHighSurrogate(text[index - 1]))
            return false;
        return !IsCombining(text[index..]);
    }

    private static bool IsCombining(ReadOnlySpan<char> rest)
    {
        if (rest[0] < 0x300 || Rune.DecodeFromUtf16(rest, out Rune rune, out _) != System.Buffers.OperationStatus.Done)
            return false;
        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
            || rune.Value is >= 0x1F3FB and <= 0x1F3FF; // skin tones
    }

    private static CharacterClass Of(Rune rune)
    {
        if (IsHan(rune.Value) || IsKana(rune.Value))
            return CharacterClass.Han;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
                or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark => CharacterClass.Letter,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => CharacterClass.Digit,
            _ => CharacterClass.Mark,
        };
    }

    private static bool IsHan(int c) =>
        c is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x323AF) or 0x3005 or 0x3007;

    private static bool IsKana(int c) => c is (>= 0x3040 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) or (>= 0xFF66 and <= 0xFF9F);
}
