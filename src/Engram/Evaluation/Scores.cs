using System.Globalization;
using Engram.Models;

namespace Engram.Evaluation;

/// <summary>What predictions scored on a corpus.</summary>
/// <remarks>Token accuracy is kept apart: most tokens lie outside slots, so it is high for a model that finds none.</remarks>
public sealed class Scores
{
    internal Scores(
        SpanScore? slots,
        IReadOnlyList<SlotScore> perSlot,
        IReadOnlyList<SentenceScore> perSentence,
        IReadOnlyList<WrongSentence> wrongSentences,
        IReadOnlyList<SlotConfusion> confusions,
        Calibration? tagCalibration,
        Calibration? intentCalibration,
        IReadOnlyList<KeyValuePair<string, int>> unknownTags,
        IReadOnlyList<KeyValuePair<string, int>> unknownIntents)
    {
        (Slots, PerSlot, PerSentence, WrongSentences, Confusions) = (slots, perSlot, perSentence, wrongSentences, confusions);
        (TagCalibration, IntentCalibration) = (tagCalibration, intentCalibration);
        (UnknownTags, UnknownIntents) = (unknownTags, unknownIntents);
        Tokens = perSentence.Sum(sentence => sentence.Tokens);
        int withIntent = perSentence.Count(sentence => sentence.IntentRight is not null);
        if (withIntent > 0) IntentAccuracy = (double)perSentence.Count(sentence => sentence.IntentRight == true) / withIntent;
        TokenAccuracy = Tokens == 0 ? 0 : (double)perSentence.Sum(sentence => sentence.RightTokens) / Tokens;
        Exact = perSentence.Count == 0 ? 0 : (double)perSentence.Count(sentence => sentence.Exact) / perSentence.Count;
    }

    /// <summary>How many sentences were compared.</summary>
    public int Sentences => PerSentence.Count;

    /// <summary>How many tokens they have.</summary>
    public int Tokens { get; }

    /// <summary>Spans over all slots; <see langword="null"/> where tags are plain.</summary>
    public SpanScore? Slots { get; }

    /// <summary>Spans of each slot that is annotated or predicted, by name.</summary>
    public IReadOnlyList<SlotScore> PerSlot { get; }

    /// <summary>The share of right intents among the sentences that have one; <see langword="null"/> where none has.</summary>
    public double? IntentAccuracy { get; }

    /// <summary>The share of sentences in which every tag is right, and the intent where there is one.</summary>
    public double Exact { get; }

    /// <summary>The share of tokens that have the right tag.</summary>
    public double TokenAccuracy { get; }

    /// <summary>Each sentence's own score, in the order of the corpus.</summary>
    public IReadOnlyList<SentenceScore> PerSentence { get; }

    /// <summary>The sentences that are not exact.</summary>
    public IReadOnlyList<WrongSentence> WrongSentences { get; }

    /// <summary>Which slots were taken for which, the most frequent first.</summary>
    public IReadOnlyList<SlotConfusion> Confusions { get; }

    /// <summary>Whether the tags' probabilities mean what they say; <see langword="null"/> where none were given.</summary>
    public Calibration? TagCalibration { get; }

    /// <summary>Whether the intents' probabilities mean what they say; <see langword="null"/> where none were given.</summary>
    public Calibration? IntentCalibration { get; }

    /// <summary>Annotated tags that the model cannot give, and on how many tokens each stands. They count as misses.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> UnknownTags { get; }

    /// <summary>Annotated intents that the model cannot give, and how many sentences have each. They count as misses.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> UnknownIntents { get; }

    /// <summary>What the user should know about the figures, one sentence each.</summary>
    public IReadOnlyList<string> Warnings =>
    [
        .. new[] { Unknown("tag", UnknownTags), Unknown("intent", UnknownIntents) }.OfType<string>(),
    ];

    /// <summary>The scores as one JSON object on one line; fractions from 0 to 1.</summary>
    /// <returns>As documented for <c>engram evaluate --json</c>. <c>slots</c> is absent where tags are plain, <c>intent</c> where the corpus
    /// has none, <c>calibration</c> where no probabilities were given.</returns>
    public string ToJson() => JsonText.Of(this, ScoresJson.Write);

    private static string? Unknown(string what, IReadOnlyList<KeyValuePair<string, int>> names) => names.Count == 0 ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"the model does not know {names.Count} {what}{(names.Count == 1 ? "" : "s")} of the corpus, which count as misses: "
        + $"{string.Join(", ", names.Select(name => string.Create(CultureInfo.InvariantCulture, $"{name.Key} ({name.Value})")))}");
}
