namespace Engram.Corpora;

/// <summary>Cuts a piece of text without white space into words, as far as the training tokens show that it should be cut.</summary>
internal sealed class WordCutter(TokenizerRules rules)
{
    private const int MaxRule = 64;
    private const int MaxCuts = 8; // at each end of a word; bounds the work on a megabyte of exclamation marks

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _whole = rules.Whole.GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _marks = rules.Marks.GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _suffixes = rules.Suffixes.GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _finals = rules.FinalSuffixes.GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _prefixes = rules.Prefixes.GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _infixes = rules.Infixes.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Cuts a piece.</summary>
    /// <param name="piece">The folded piece, at least one character.</param>
    /// <param name="offset">Where the piece begins in its text.</param>
    /// <param name="isLast">Whether nothing but white space follows it in the text.</param>
    /// <param name="ends">Receives the end of each token, in the text.</param>
    public void Cut(ReadOnlySpan<char> piece, int offset, bool isLast, List<int> ends)
    {
        if (!rules.HanApart || _whole.Contains(piece))
        {
            CutWord(piece, offset, isLast, ends);
            return;
        }

        for (int at = 0; at < piece.Length;)
        {
            ReadOnlySpan<char> rest = piece[at..];
            int whole = LongestWholeWithHan(rest);
            bool han = CharacterClasses.At(rest, 0) == CharacterClass.Han;
            int length = whole > 0 ? whole : han ? CharacterCutter.CharacterLength(rest) : LengthBeforeHan(rest);
            if (whole > 0 || han)
                ends.Add(offset + at + length);
            else
                CutWord(rest[..length], offset + at, isLast && length == rest.Length, ends);
            at += length;
        }
    }

    private int LongestWholeWithHan(ReadOnlySpan<char> rest)
    {
        int length = CharacterCutter.LongestWhole(rules, rest);
        return LengthBeforeHan(rest[..length]) < length ? length : 0;
    }

    private static int LengthBeforeHan(ReadOnlySpan<char> piece)
    {
        int length = 0;
        while (length < piece.Length && CharacterClasses.At(piece, length) != CharacterClass.Han)
            length++;
        return length;
    }

    private void CutWord(ReadOnlySpan<char> word, int offset, bool isLast, List<int> ends)
    {
        if (_whole.Contains(word) || IsPlain(word))
        {
            ends.Add(offset + word.Length);
            return;
        }

        if (HasOnlyMarks(word))
        {
            CutMarks(word, offset, ends);
            return;
        }

        List<int> suffixStarts = [];
        int end = word.Length;
        while (suffixStarts.Count < MaxCuts && !_whole.Contains(word[..end]) && SuffixStart(word[..end], isLast) is > 0 and int start)
            suffixStarts.Add(end = start);

        int begin = 0;
        for (int cuts = 0; cuts < MaxCuts && !_whole.Contains(word[begin..end]) && PrefixLength(word[begin..end]) is > 0 and int length; cuts++)
            ends.Add(offset + (begin += length));

        if (!_whole.Contains(word[begin..end]))
            CutInside(word[begin..end], offset + begin, ends);
        ends.Add(offset + end);
        for (int i = suffixStarts.Count - 2; i >= 0; i--)
            ends.Add(offset + suffixStarts[i]);
        if (suffixStarts.Count > 0)
            ends.Add(offset + word.Length);
    }

    private static bool IsPlain(ReadOnlySpan<char> word)
    {
        for (int i = 0; i < word.Length; i++)
        {
            if (CharacterClasses.At(word, i) != CharacterClass.Letter)
                return false;
        }

        return true;
    }

    private static bool HasOnlyMarks(ReadOnlySpan<char> word) => LeadingMarks(word) == word.Length;

    // "..." and "--" are one token, "?!" is two where both have been seen.
    private void CutMarks(ReadOnlySpan<char> marks, int offset, List<int> ends)
    {
        int before = ends.Count;
        bool cut = marks.ContainsAnyExcept(marks[0]);
        for (int at = 0; cut && at < marks.Length;)
        {
            int length = Math.Min(MaxRule, marks.Length - at);
            while (length > 0 && !(CharacterClasses.MayCut(marks, at + length) && _marks.Contains(marks.Slice(at, length))))
                length--;
            cut = length > 0;
            at += length;
            ends.Add(offset + at);
        }

        if (cut)
            return;
        ends.RemoveRange(before, ends.Count - before);
        ends.Add(offset + marks.Length);
    }

    // The longest suffix wins. Where a mark also stands inside the word (a.m.), it belongs to the word.
    private int SuffixStart(ReadOnlySpan<char> word, bool isLast)
    {
        int lastNotMark = word.Length - 1 - TrailingMarks(word);
        for (int start = Math.Max(1, word.Length - MaxRule + 1); start < word.Length; start++)
        {
            ReadOnlySpan<char> suffix = word[start..];
            int left = Math.Min(start - 1, lastNotMark);
            if (left < 0)
                continue;
            CharacterClass before = CharacterClasses.At(word, left);
            if (!IsRule(_suffixes, before, suffix) && !(isLast && IsRule(_finals, before, suffix)))
                continue;
            bool isMark = start > lastNotMark;
            if (CharacterClasses.MayCut(word, start) && !(isMark && word[..left].Contains(suffix, StringComparison.Ordinal)))
                return start;
        }

        return 0;
    }

    private int PrefixLength(ReadOnlySpan<char> word)
    {
        Span<char> rule = stackalloc char[MaxRule];
        int firstNotMark = LeadingMarks(word);
        if (firstNotMark == word.Length)
            return 0;
        for (int length = Math.Min(word.Length - 1, MaxRule - 1); length > 0; length--)
        {
            int right = Math.Max(length, firstNotMark);
            word[..length].CopyTo(rule);
            rule[length] = (char)CharacterClasses.At(word, right);
            if (_prefixes.Contains(rule[..(length + 1)]) && CharacterClasses.MayCut(word, length))
                return length;
        }

        return 0;
    }

    // Letters are cut at a mark only where both sides have two or more: initials such as u.s. stay whole.
    private void CutInside(ReadOnlySpan<char> word, int offset, List<int> ends)
    {
        if (rules.Infixes.Count == 0)
            return;
        int cut = 0;
        for (int at = 1; at < word.Length - 1; at++)
        {
            int length = LeadingMarks(word[at..]);
            if (length == 0)
                continue;
            int next = at + length;
            if (next < word.Length && length < MaxRule - 1 && IsInfix(word, cut, at, next))
            {
                ends.Add(offset + at);
                ends.Add(offset + next);
                cut = next;
            }

            at = next;
        }
    }

    private bool IsInfix(ReadOnlySpan<char> word, int cut, int start, int end)
    {
        CharacterClass left = CharacterClasses.At(word, start - 1);
        CharacterClass right = CharacterClasses.At(word, end);
        if (left == CharacterClass.Letter && right == CharacterClass.Letter && (start - cut < 2 || RunLength(word[end..]) < 2))
            return false;
        Span<char> rule = stackalloc char[end - start + 2];
        rule[0] = (char)left;
        word[start..end].CopyTo(rule[1..]);
        rule[^1] = (char)right;
        return _infixes.Contains(rule) && CharacterClasses.MayCut(word, start) && CharacterClasses.MayCut(word, end);
    }

    private static bool IsRule(HashSet<string>.AlternateLookup<ReadOnlySpan<char>> rules, CharacterClass left, ReadOnlySpan<char> suffix)
    {
        Span<char> rule = stackalloc char[suffix.Length + 1];
        rule[0] = (char)left;
        suffix.CopyTo(rule[1..]);
        return rules.Contains(rule);
    }

    private static int LeadingMarks(ReadOnlySpan<char> word)
    {
        int length = 0;
        while (length < word.Length && CharacterClasses.At(word, length) == CharacterClass.Mark)
            length++;
        return length;
    }

    private static int TrailingMarks(ReadOnlySpan<char> word)
    {
        int length = 0;
        while (length < word.Length && CharacterClasses.At(word, word.Length - 1 - length) == CharacterClass.Mark)
            length++;
        return length;
    }

    private static int RunLength(ReadOnlySpan<char> word)
    {
        int length = 0;
        while (length < word.Length && CharacterClasses.At(word, length) != CharacterClass.Mark)
            length++;
        return length;
    }
}
