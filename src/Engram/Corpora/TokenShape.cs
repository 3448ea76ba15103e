namespace Engram.Corpora;

/// <summary>What a token looks like to the learner of tokenizer rules.</summary>
internal static class TokenShape
{
    /// <summary>Class of the first character.</summary>
    public static CharacterClass First(string token) => CharacterClasses.At(token, 0);

    /// <summary>Class of the last character.</summary>
    public static CharacterClass Last(string token) => CharacterClasses.At(token, token.Length - 1);

    /// <summary>Whether there is neither letter nor digit nor Han character in it.</summary>
    public static bool IsMark(string token) => All(token, CharacterClass.Mark);

    /// <summary>Whether it is nothing but letters.</summary>
    public static bool IsLetters(string token) => All(token, CharacterClass.Letter);

    /// <summary>Whether it looks like the end of a word: <c>'d</c>, <c>'s</c>, <c>n't</c>.</summary>
    public static bool IsClitic(string token) => token is "n't" || (token.Length > 1 && token[0] == '\'' && IsLetters(token[1..]));

    /// <summary>Whether it looks like the beginning of a word: <c>l'</c>, <c>qu'</c>.</summary>
    public static bool IsElision(string token) => token.Length > 1 && token[^1] == '\'' && IsLetters(token[..^1]);

    /// <summary>Whether it looks like a unit after a number: the <c>pm</c> of <c>5 pm</c>.</summary>
    public static bool IsUnit(string token, string after) => token.Length > 1 && IsLetters(token) && All(after, CharacterClass.Digit);

    /// <summary>The marks inside a token with the classes beside them: <c>a'a</c> for <c>o'clock</c>.</summary>
    public static IEnumerable<string> Infixes(string token)
    {
        int start = 0;
        for (int at = 1; at < token.Length; at++)
        {
            if (CharacterClasses.At(token, at) == CharacterClass.Mark)
                continue;
            CharacterClass left = CharacterClasses.At(token, start);
            if (at > start + 1 && left != CharacterClass.Mark)
                yield return $"{(char)left}{token[(start + 1)..at]}{(char)CharacterClasses.At(token, at)}";
            start = at;
        }
    }

    private static bool All(string token, CharacterClass expected)
    {
        for (int i = 0; i < token.Length; i++)
        {
            if (CharacterClasses.At(token, i) != expected)
                return false;
        }

        return true;
    }
}
