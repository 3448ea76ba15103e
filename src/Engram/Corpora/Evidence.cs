namespace Engram.Corpora;

/// <summary>For each possible rule of a tokenizer, the different words that speak for it and how many speak against it.</summary>
internal sealed class Evidence
{
    private readonly Dictionary<string, HashSet<string>> _for = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _against = new(StringComparer.Ordinal);

    /// <summary>Adds a word that speaks for a rule.</summary>
    public void Add(string rule, string word)
    {
        if (!_for.TryGetValue(rule, out HashSet<string>? words))
            _for.Add(rule, words = new HashSet<string>(StringComparer.Ordinal));
        words.Add(word);
    }

    /// <summary>Adds one more word that speaks against a rule.</summary>
    public void AddAgainst(string rule) => _against[rule] = _against.GetValueOrDefault(rule) + 1;

    /// <summary>How many words speak for a rule.</summary>
    public int For(string rule) => _for.TryGetValue(rule, out HashSet<string>? words) ? words.Count : 0;

    /// <summary>Whether no word speaks for a rule and none against it.</summary>
    public bool IsUnknown(string rule) => !_for.ContainsKey(rule) && !_against.ContainsKey(rule);

    /// <summary>Takes over what speaks against the rules of another.</summary>
    public void CopyAgainst(Evidence other)
    {
        foreach ((string rule, int count) in other._against)
            _against[rule] = count;
    }

    /// <summary>What speaks for the rules of this or of another, with what speaks against them here.</summary>
    public Evidence Union(Evidence other)
    {
        Evidence both = new();
        both.CopyAgainst(this);
        foreach ((string rule, HashSet<string> words) in _for.Concat(other._for))
        {
            foreach (string word in words)
                both.Add(rule, word);
        }

        return both;
    }

    /// <summary>The rules for which enough words speak, and many times as many as against.</summary>
    public HashSet<string> Decisive(int times, int atLeast) =>
        _for.Where(pair => pair.Value.Count >= atLeast && pair.Value.Count >= (long)times * _against.GetValueOrDefault(pair.Key))
            .Select(pair => pair.Key)
            .ToHashSet(StringComparer.Ordinal);
}
