using Engram.Tagging;

namespace Engram.Corpora;

/// <summary>What a corpus holds, counted.</summary>
public sealed class CorpusStatistics
{
    private readonly Dictionary<string, int> _words = [];
    private readonly Dictionary<string, int> _tags = [];
    private readonly Dictionary<string, int> _slots = [];
    private readonly Dictionary<string, int> _intents = [];
    private readonly HashSet<string> _sentences = [];

    /// <summary>Counts a corpus.</summary>
    /// <param name="corpus">The corpus.</param>
    public CorpusStatistics(Corpus corpus)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        Utterances = corpus.Count;
        foreach (Utterance utterance in corpus)
        {
            Tokens += utterance.Tokens.Count;
            Longest = Math.Max(Longest, utterance.Tokens.Count);
            foreach (string word in utterance.Tokens) Count(_words, word);
            if (!_sentences.Add(string.Join('\t', utterance.Tokens))) Repeated++;
            if (utterance.Intent is string intent) Count(_intents, intent);
            if (utterance.Tags is { } tags) CountTags(tags, corpus.Scheme);
        }
    }

    /// <summary>How many utterances there are.</summary>
    public int Utterances { get; }

    /// <summary>How many tokens they have together.</summary>
    public int Tokens { get; }

    /// <summary>How many tokens the longest has.</summary>
    public int Longest { get; }

    /// <summary>How many utterances have the same words as one before them.</summary>
    public int Repeated { get; }

    /// <summary>How many spans the tags mark.</summary>
    public int Spans { get; private set; }

    /// <summary>How many utterances hold no span.</summary>
    public int WithoutSpan { get; private set; }

    /// <summary>How many utterances break the rules of the tag scheme.</summary>
    public int IllFormed { get; private set; }

    /// <summary>Each distinct word and how often it stands there, the most frequent first.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> Words => Ordered(_words);

    /// <summary>Each tag and how many tokens have it, the most frequent first.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> Tags => Ordered(_tags);

    /// <summary>Each slot and how many spans fill it, the most frequent first.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> Slots => Ordered(_slots);

    /// <summary>Each intent, joined ones as they stand, and how many utterances have it, the most frequent first.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> Intents => Ordered(_intents);

    /// <summary>What another corpus, such as the one to validate with, holds that this one does not.</summary>
    /// <param name="other">The other corpus.</param>
    /// <returns>Words, tags and intents that are new in it.</returns>
    public CorpusNovelty NoveltyOf(Corpus other)
    {
        ArgumentNullException.ThrowIfNull(other);
        CorpusStatistics theirs = new(other);
        KeyValuePair<string, int>[] unknown = [.. theirs.Words.Where(word => !_words.ContainsKey(word.Key))];
        return new CorpusNovelty
        {
            UnknownTokens = unknown.Sum(word => word.Value),
            UnknownTokenShare = (double)unknown.Sum(word => word.Value) / theirs.Tokens,
            UnknownWords = [.. unknown.Select(word => word.Key)],
            UnknownWordShare = (double)unknown.Length / theirs._words.Count,
            UtterancesWithUnknownWord = other.Count(utterance => utterance.Tokens.Any(word => !_words.ContainsKey(word))),
            UtterancesAlsoHere = other.Count(utterance => _sentences.Contains(string.Join('\t', utterance.Tokens))),
            UnseenTags = [.. theirs.Tags.Where(tag => !_tags.ContainsKey(tag.Key))],
            UnseenIntents = [.. theirs.Intents.Where(intent => !_intents.ContainsKey(intent.Key))],
        };
    }

    private static void Count(Dictionary<string, int> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;

    private static KeyValuePair<string, int>[] Ordered(Dictionary<string, int> counts) =>
        [.. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)];

    private void CountTags(IReadOnlyList<string> tags, TagScheme scheme)
    {
        foreach (string tag in tags) Count(_tags, tag);
        IReadOnlyList<TokenSpan> spans = TagSpans.Read(tags, scheme);
        foreach (TokenSpan span in spans) Count(_slots, span.Name);
        Spans += spans.Count;
        if (spans.Count == 0) WithoutSpan++;
        if (!TagGrammar.IsWellFormed(tags, scheme)) IllFormed++;
    }
}
