using System.Text;

namespace Engram.Encoders;

/// <summary>
/// The shape of a word: which kinds of characters it is made of, whatever they are. <c>Taipei</c> is <c>Xx</c>, <c>9:30</c> is <c>d:dd</c>.
/// </summary>
public static class WordShape
{
    private const int LongestDigitRun = 4;

    /// <summary>The shape of a word: letters become x or X and runs of them one, digits become d (at most four), ideographs become c.</summary>
    /// <param name="word">The word as it stands in the text.</param>
    public static string Of(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        StringBuilder shape = new();
        char last = '\0';
        int run = 0;
        foreach (Rune rune in word.EnumerateRunes())
        {
            char kind = Kind(rune);
            run = kind == last ? run + 1 : 1;
            last = kind;
            if (run <= (kind == 'd' ? LongestDigitRun : 1))
                shape.Append(kind);
        }

        return shape.ToString();
    }

    private static char Kind(Rune rune)
    {
        if (Rune.IsDigit(rune))
            return 'd';
        if (Rune.IsUpper(rune))
            return 'X';
        if (rune.Value is (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or >= 0x20000)
            return 'c';
        if (Rune.IsLetter(rune))
            return 'x';
        return rune.IsAscii ? (char)rune.Value : '.';
    }
}
