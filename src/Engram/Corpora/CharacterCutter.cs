namespace Engram.Corpora;

/// <summary>Cuts a piece of text without white space into characters, keeping together what the training tokens keep together.</summary>
internal static class CharacterCutter
{
    private const int MaxWhole = 64; // longer tokens are found only between white space; bounds the work on a long text

    /// <summary>Cuts a piece.</summary>
    /// <param name="rules">What the training tokens showed.</param>
    /// <param name="piece">The folded piece.</param>
    /// <param name="offset">Where the piece begins in its text.</param>
    /// <param name="ends">Receives the end of each token, in the text.</param>
    public static void Cut(TokenizerRules rules, ReadOnlySpan<char> piece, int offset, List<int> ends)
    {
        int at = rules.Whole.GetAlternateLookup<ReadOnlySpan<char>>().Contains(piece) ? piece.Length : 0;
        if (at > 0)
            ends.Add(offset + at);
        while (at < piece.Length)
        {
            at += Math.Max(LongestWhole(rules, piece[at..]), TogetherLength(rules, piece[at..]));
            ends.Add(offset + at);
        }
    }

    /// <summary>Length of the longest token that stays whole and stands at the beginning of a piece; 0 where none does.</summary>
    public static int LongestWhole(TokenizerRules rules, ReadOnlySpan<char> piece)
    {
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> whole = rules.Whole.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int length = Math.Min(Math.Min(rules.LongestWhole, MaxWhole), piece.Length); length > 0; length--)
        {
            if (CharacterClasses.MayCut(piece, length) && whole.Contains(piece[..length]))
                return length;
        }

        return 0;
    }

    /// <summary>Length of the character at the beginning of a piece, with what combines with it.</summary>
    public static int CharacterLength(ReadOnlySpan<char> piece)
    {
        int length = 1;
        while (!CharacterClasses.MayCut(piece, length))
            length++;
        return length;
    }

    private static int TogetherLength(TokenizerRules rules, ReadOnlySpan<char> piece)
    {
        int length = CharacterLength(piece);
        if (rules.Together.Count == 0)
            return length;
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> together = rules.Together.GetAlternateLookup<ReadOnlySpan<char>>();
        while (length < piece.Length)
        {
            char left = (char)CharacterClasses.At(piece, length - 1);
            char right = (char)CharacterClasses.At(piece, length);
            if (!together.Contains([left, right]))
                break;
            length += CharacterLength(piece[length..]);
        }

        return length;
    }
}
