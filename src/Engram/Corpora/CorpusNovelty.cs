namespace Engram.Corpora;

/// <summary>What one corpus holds that another, the one trained on, does not.</summary>
public sealed record CorpusNovelty
{
    /// <summary>How many tokens are words that were never trained on.</summary>
    public required int UnknownTokens { get; init; }

    /// <summary>The share of such tokens, from 0 to 1.</summary>
    public required double UnknownTokenShare { get; init; }

    /// <summary>The distinct words that were never trained on, the most frequent first.</summary>
    public required IReadOnlyList<string> UnknownWords { get; init; }

    /// <summary>Their share of the distinct words, from 0 to 1.</summary>
    public required double UnknownWordShare { get; init; }

    /// <summary>How many utterances hold such a word.</summary>
    public required int UtterancesWithUnknownWord { get; init; }

    /// <summary>How many utterances have exactly the words of one that was trained on.</summary>
    public required int UtterancesAlsoHere { get; init; }

    /// <summary>Tags that were never trained on, and how many tokens have each.</summary>
    public required IReadOnlyList<KeyValuePair<string, int>> UnseenTags { get; init; }

    /// <summary>Intents that were never trained on, and how many utterances have each.</summary>
    public required IReadOnlyList<KeyValuePair<string, int>> UnseenIntents { get; init; }
}
