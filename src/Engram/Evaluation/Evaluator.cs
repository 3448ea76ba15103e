using Engram.Corpora;
using Engram.Tagging;

namespace Engram.Evaluation;

/// <summary>Compares predictions with annotations, sentence by sentence, and gives the <see cref="Scores"/>.</summary>
public sealed class Evaluator
{
    private readonly EvaluatorOptions _options;
    private readonly TagScheme _predictedScheme;
    private readonly HashSet<string>? _knownTags;
    private readonly HashSet<string>? _knownIntents;
    private readonly SpanF1 _slots = new();
    private readonly SlotConfusions _confusions = new();
    private readonly List<SentenceScore> _sentences = [];
    private readonly List<WrongSentence> _wrong = [];
    private readonly SortedDictionary<string, int> _unknownTags = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _unknownIntents = new(StringComparer.Ordinal);
    private readonly ReliabilityCurve _tagCalibration;
    private readonly ReliabilityCurve _intentCalibration;

    /// <summary>Starts with nothing compared.</summary>
    /// <param name="options">What is compared.</param>
    /// <exception cref="ArgumentException">One of the two schemes is plain and the other is not.</exception>
    public Evaluator(EvaluatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _predictedScheme = options.PredictedScheme ?? options.GoldScheme;
        if ((options.GoldScheme == TagScheme.Plain) != (_predictedScheme == TagScheme.Plain))
        {
            throw new ArgumentException($"The annotated tags are {options.GoldScheme} and the predicted ones {_predictedScheme}; plain tags "
                + "cannot be compared with tags of spans. Evaluate with a corpus whose tags are like those the model was trained on.",
                nameof(options));
        }
        _knownTags = options.KnownTags?.ToHashSet(StringComparer.Ordinal);
        _knownIntents = options.KnownIntents?.ToHashSet(StringComparer.Ordinal);
        _tagCalibration = new ReliabilityCurve(options.CalibrationBins);
        _intentCalibration = new ReliabilityCurve(options.CalibrationBins);
    }

    /// <summary>Compares one sentence.</summary>
    /// <param name="gold">As annotated, with tags.</param>
    /// <param name="predicted">As predicted, with as many tags.</param>
    /// <param name="tagProbabilities">The probability of each predicted tag, for the reliability curve; empty where there are none.</param>
    /// <param name="intentProbability">The probability of the predicted intent; <see langword="null"/> where there is none.</param>
    /// <returns>How this sentence was scored.</returns>
    /// <exception cref="ArgumentException">There are no tags, or their numbers differ.</exception>
    public SentenceScore Add(Utterance gold, Utterance predicted, ReadOnlySpan<float> tagProbabilities = default, double? intentProbability = null)
    {
        ArgumentNullException.ThrowIfNull(gold);
        ArgumentNullException.ThrowIfNull(predicted);
        IReadOnlyList<string> goldTags = InPredictedScheme(gold.Tags ?? []), tags = predicted.Tags ?? [];
        if (goldTags.Count == 0 || goldTags.Count != tags.Count || (tagProbabilities.Length > 0 && tagProbabilities.Length != tags.Count))
        {
            throw new ArgumentException($"Sentence {_sentences.Count} has {goldTags.Count} annotated tags, {tags.Count} predicted ones and "
                + $"{tagProbabilities.Length} probabilities. Give one of each for every token (or no probabilities).", nameof(predicted));
        }
        int right = 0;
        for (int i = 0; i < tags.Count; i++)
        {
            bool same = goldTags[i] == tags[i];
            if (same) right++;
            if (tagProbabilities.Length > 0) _tagCalibration.Add(Math.Clamp(tagProbabilities[i], 0, 1), same);
        }
        bool? intentRight = gold.Intent is string intent ? IntentMatch.IsRight(intent, predicted.Intent) : null;
        if (intentRight is bool known && intentProbability is double probability) _intentCalibration.Add(Math.Clamp(probability, 0, 1), known);
        NoteUnknown(gold.Intent, goldTags);
        SentenceScore score = new(CompareSpans(goldTags, tags), tags.Count, right, intentRight);
        if (!score.Exact && _wrong.Count < _options.MaximumWrongSentences) _wrong.Add(new WrongSentence(_sentences.Count, gold, predicted));
        _sentences.Add(score);
        return score;
    }

    /// <summary>The scores of what was compared so far.</summary>
    /// <returns>The scores, which do not change when more is added.</returns>
    public Scores ToScores() => new(
        _options.GoldScheme == TagScheme.Plain ? null : _slots.Total,
        _slots.PerSlot,
        [.. _sentences],
        [.. _wrong],
        _confusions.All,
        Calibration.Of(_tagCalibration),
        Calibration.Of(_intentCalibration),
        [.. _unknownTags],
        [.. _unknownIntents]);

    private IReadOnlyList<string> InPredictedScheme(IReadOnlyList<string> tags) =>
        _predictedScheme == _options.GoldScheme ? tags : TagGrammar.Convert(tags, _options.GoldScheme, _predictedScheme);

    private SpanScore CompareSpans(IReadOnlyList<string> gold, IReadOnlyList<string> predicted)
    {
        if (_predictedScheme == TagScheme.Plain) return default;
        IReadOnlyList<TokenSpan> annotated = TagSpans.Read(gold, _predictedScheme), found = TagSpans.Read(predicted, _predictedScheme);
        _confusions.Add(annotated, found);
        return _slots.Add(annotated, found);
    }

    private void NoteUnknown(string? intent, IReadOnlyList<string> tags)
    {
        if (_knownTags is not null)
            foreach (string tag in tags.Where(tag => !_knownTags.Contains(tag))) _unknownTags[tag] = _unknownTags.GetValueOrDefault(tag) + 1;
        if (_knownIntents is null || intent is null) return;
        if (!_knownIntents.Contains(intent) && !IntentMatch.Names(intent).Any(_knownIntents.Contains))
            _unknownIntents[intent] = _unknownIntents.GetValueOrDefault(intent) + 1;
    }
}
