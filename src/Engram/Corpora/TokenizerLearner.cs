namespace Engram.Corpora;

/// <summary>Finds out from the tokens of a corpus how its texts were cut.</summary>
/// <remarks>
/// A token that stands alone (<c>,</c> or <c>'d</c>) is evidence for cutting, counted by the different words beside it; a token that holds it
/// (<c>o'clock</c>, <c>r&amp;b</c>) is evidence against. Different words are counted, not occurrences, since it is new words that the rules are for.
/// </remarks>
internal sealed class TokenizerLearner
{
    private const double NearlyAll = 0.9;
    private const int Decisive = 10;     // a rule needs that many times the evidence against it
    private const int EnoughInside = 3;  // cutting inside a word, or before a unit, needs more than one or two examples
    private const int MaxPiece = 64;     // longer tokens are no punctuation, clitic or unit

    private const string HanPair = "字字";
    private static readonly char[] BesideClasses = [(char)CharacterClass.Letter, (char)CharacterClass.Digit, (char)CharacterClass.Han];

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly Evidence _suffixes = new();
    private readonly Evidence _finals = new();
    private readonly Evidence _prefixes = new();
    private readonly Evidence _infixes = new();
    private readonly Dictionary<string, long> _markBetweenDigits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _unitAfterDigit = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _cutPairs = new(StringComparer.Ordinal);
    private readonly SortedSet<char> _innerWhiteSpace = [];

    private TokenizerLearner()
    {
    }

    /// <summary>Learns the rules.</summary>
    /// <param name="sentences">The tokens of each training sentence.</param>
    /// <param name="kind">How to cut; <see cref="TokenizerKind.Auto"/> lets the tokens decide.</param>
    public static TokenizerRules Learn(IEnumerable<IReadOnlyList<string>> sentences, TokenizerKind kind)
    {
        TokenizerLearner learner = new();
        foreach (IReadOnlyList<string> sentence in sentences)
        {
            List<string> tokens = [.. sentence.Where(token => token.AsSpan().IndexOfAny(Tokenizer.AlwaysSeparates) < 0 && token.Length > 0)];
            learner._innerWhiteSpace.UnionWith(tokens.SelectMany(token => token.Where(char.IsWhiteSpace)));
            learner.Add(tokens.ConvertAll(Tokenizer.FoldForRules));
        }

        return kind == TokenizerKind.Auto ? learner.Rules(learner.MostlyHan() ? TokenizerKind.Characters : TokenizerKind.Words) : learner.Rules(kind);
    }

    private bool MostlyHan()
    {
        long han = _counts.Where(pair => CharacterClasses.IsSingleHan(pair.Key)).Sum(pair => pair.Value);
        long words = _counts.Where(pair => !TokenShape.IsMark(pair.Key)).Sum(pair => pair.Value);
        return words > 0 && han >= NearlyAll * words;
    }

    private void Add(List<string> sentence)
    {
        for (int i = 0; i < sentence.Count; i++)
        {
            string token = sentence[i];
            _counts[token] = _counts.GetValueOrDefault(token) + 1;
            if (i > 0)
                Increment(_cutPairs, $"{(char)TokenShape.Last(sentence[i - 1])}{(char)TokenShape.First(token)}");
            if (TokenShape.IsMark(token))
                AddMark(sentence, i);
            else if (i > 0 && (TokenShape.IsClitic(token) || TokenShape.IsUnit(token, after: sentence[i - 1])))
                AddSuffix(token, sentence[i - 1]);
            if (i + 1 < sentence.Count && TokenShape.IsElision(token) && !TokenShape.IsMark(sentence[i + 1]))
                _prefixes.Add($"{token}{(char)TokenShape.First(sentence[i + 1])}", sentence[i + 1]);
        }
    }

    private void AddSuffix(string token, string left)
    {
        CharacterClass before = TokenShape.Last(left);
        if (before == CharacterClass.Mark)
            return;
        _suffixes.Add($"{(char)before}{token}", left);
        if (before == CharacterClass.Digit)
            Increment(_unitAfterDigit, token);
    }

    private void AddMark(List<string> sentence, int at)
    {
        int left = sentence.FindLastIndex(at, at + 1, token => !TokenShape.IsMark(token));
        int right = sentence.FindIndex(at, token => !TokenShape.IsMark(token));
        char before = left < 0 ? '\0' : (char)TokenShape.Last(sentence[left]);
        char after = right < 0 ? '\0' : (char)TokenShape.First(sentence[right]);
        string mark = sentence[at];
        if (left >= 0)
            (right < 0 ? _finals : _suffixes).Add($"{before}{mark}", sentence[left]);
        if (right >= 0)
            _prefixes.Add($"{mark}{after}", sentence[right]);
        if (left < 0 || right < 0)
            return;
        _infixes.Add($"{before}{mark}{after}", $"{sentence[left]} {sentence[right]}");
        if (before == (char)CharacterClass.Digit && after == (char)CharacterClass.Digit)
            Increment(_markBetweenDigits, mark);
    }

    private TokenizerRules Rules(TokenizerKind kind)
    {
        string inner = new([.. _innerWhiteSpace]);
        return kind switch
        {
            TokenizerKind.Whitespace => new TokenizerRules { Kind = kind, InnerWhiteSpace = inner },
            TokenizerKind.Characters => CharacterRules(inner),
            _ => WordRules(inner),
        };
    }

    private TokenizerRules CharacterRules(string innerWhiteSpace)
    {
        Dictionary<string, long> kept = new(StringComparer.Ordinal);
        TokenizerRules rules = new() { Kind = TokenizerKind.Characters, InnerWhiteSpace = innerWhiteSpace };
        foreach ((string token, long count) in _counts)
        {
            for (int at = CharacterCutter.CharacterLength(token); at < token.Length; at += CharacterCutter.CharacterLength(token.AsSpan(at)))
            {
                rules.Whole.Add(token);
                Increment(kept, $"{(char)CharacterClasses.At(token, at - 1)}{(char)CharacterClasses.At(token, at)}", count);
            }
        }

        rules.Together.UnionWith(kept.Where(pair => pair.Value > _cutPairs.GetValueOrDefault(pair.Key)).Select(pair => pair.Key));
        rules.Together.Remove(HanPair); // words of Han characters are known only by having been seen
        return rules;
    }


    private TokenizerRules WordRules(string innerWhiteSpace)
    {
        foreach (string token in _counts.Keys)
            CountAgainst(token);
        bool hanApart = HanStandsApart();
        TokenizerRules rules = new()
        {
            Kind = TokenizerKind.Words,
            InnerWhiteSpace = innerWhiteSpace,
            HanApart = hanApart,
            Marks = _counts.Keys.Where(TokenShape.IsMark).ToHashSet(StringComparer.Ordinal),
            Prefixes = _prefixes.Decisive(Decisive, 1),
            Infixes = _infixes.Decisive(int.MaxValue, EnoughInside), // one gd&top in the corpus, and no other is cut
        };
        rules.Prefixes.RemoveWhere(rule => TokenShape.IsElision(rule[..^1]) && _prefixes.For(rule) < EnoughInside);
        rules.Infixes.RemoveWhere(IsInsideNumber);
        AddSuffixRules(rules);
        AddForOtherClasses(rules.Suffixes, rule => (rule[1..], rule[0]), (mark, beside) => $"{beside}{mark}", _suffixes);
        AddForOtherClasses(rules.Prefixes, rule => (rule[..^1], rule[^1]), (mark, beside) => $"{mark}{beside}", _prefixes);
        AddExceptions(rules);
        return rules;
    }

    // "3.5" and "1,000" are cut only by a corpus in which that mark mostly stands between numbers.
    private bool IsInsideNumber(string infix)
    {
        string mark = infix[1..^1];
        return infix[0] == (char)CharacterClass.Digit && infix[^1] == (char)CharacterClass.Digit
            && _markBetweenDigits.GetValueOrDefault(mark) * 2 < _counts[mark];
    }

    private void AddSuffixRules(TokenizerRules rules)
    {
        _finals.CopyAgainst(_suffixes);
        HashSet<string> anywhere = _suffixes.Union(_finals).Decisive(Decisive, 1);
        rules.Suffixes.UnionWith(anywhere.Where(rule => !TokenShape.IsLetters(rule[1..]) || IsUsualUnit(rule)));
        rules.FinalSuffixes.UnionWith(_finals.Decisive(2, 1).Where(rule => !rules.Suffixes.Contains(rule)));
    }

    // A question mark that was seen after letters only is split off a number too, unless the corpus shows otherwise.
    private static void AddForOtherClasses(
        HashSet<string> rules, Func<string, (string Mark, char Beside)> parts, Func<string, char, string> rule, Evidence evidence)
    {
        foreach (string mark in rules.Select(known => parts(known).Mark).Where(TokenShape.IsMark).ToList())
            rules.UnionWith(BesideClasses.Select(beside => rule(mark, beside)).Where(other => evidence.IsUnknown(other)));
    }

    private bool IsUsualUnit(string rule)
    {
        string unit = rule[1..];
        return _suffixes.For(rule) >= EnoughInside && _unitAfterDigit.GetValueOrDefault(unit) * 2 >= _counts[unit];
    }

    private void CountAgainst(string token)
    {
        if (TokenShape.IsMark(token))
            return;
        for (int length = 1; length < Math.Min(token.Length, MaxPiece); length++)
        {
            string suffix = token[^length..];
            if (CharacterClasses.At(token, token.Length - length - 1) is not CharacterClass.Mark and CharacterClass left && IsPiece(suffix))
                _suffixes.AddAgainst($"{(char)left}{suffix}");
            string prefix = token[..length];
            if (CharacterClasses.At(token, length) is not CharacterClass.Mark and CharacterClass right && IsPiece(prefix))
                _prefixes.AddAgainst($"{prefix}{(char)right}");
        }

        foreach (string infix in TokenShape.Infixes(token))
            _infixes.AddAgainst(infix);
    }

    private bool IsPiece(string text) => TokenShape.IsMark(text) || _counts.ContainsKey(text);

    private bool HanStandsApart()
    {
        long single = 0;
        long joined = 0;
        foreach ((string token, long count) in _counts)
        {
            if (CharacterClasses.At(token, 0) != CharacterClass.Han)
                continue;
            if (CharacterCutter.CharacterLength(token) == token.Length)
                single += count;
            else
                joined += count;
        }

        return single > 0 && single >= NearlyAll * (single + joined);
    }

    private void AddExceptions(TokenizerRules rules)
    {
        WordCutter cutter = new(rules);
        List<string> exceptions = [];
        foreach (string token in _counts.Keys)
        {
            List<int> ends = [];
            cutter.Cut(token, 0, isLast: true, ends);
            if (ends.Count > 1)
                exceptions.Add(token);
        }

        rules.Whole.UnionWith(exceptions);
    }

    private static void Increment(Dictionary<string, long> counts, string key, long by = 1) => counts[key] = counts.GetValueOrDefault(key) + by;
}
