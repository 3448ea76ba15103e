using Engram.Tagging;

namespace Engram.Evaluation;

/// <summary>Precision, recall and F1 of spans, over all and by slot, gathered sentence by sentence.</summary>
/// <remarks>
/// With tags of the letters B, I and O the counts are those of the conlleval script of the CoNLL-2000 shared task (Tjong Kim Sang and
/// Buchholz, "Introduction to the CoNLL-2000 Shared Task: Chunking"): a span is correct when its name and both of its ends agree, and a
/// malformed <c>I-x</c> opens one. Over all slots the counts are added before the fractions are taken (micro average).
/// </remarks>
public sealed class SpanF1
{
    private readonly Dictionary<string, SpanScore> _slots = [];

    /// <summary>Counts over all slots.</summary>
    public SpanScore Total { get; private set; }

    /// <summary>Counts for each slot that is annotated or predicted somewhere, by name.</summary>
    public IReadOnlyList<SlotScore> PerSlot =>
        [.. _slots.OrderBy(slot => slot.Key, StringComparer.Ordinal).Select(slot => new SlotScore(slot.Key, slot.Value))];

    /// <summary>Counts one sentence given as tags.</summary>
    /// <param name="gold">Its annotated tags.</param>
    /// <param name="predicted">As many predicted tags.</param>
    /// <param name="scheme">The scheme of both.</param>
    /// <returns>The counts of this sentence.</returns>
    /// <exception cref="ArgumentException">The numbers of tags differ.</exception>
    public SpanScore Add(IReadOnlyList<string> gold, IReadOnlyList<string> predicted, TagScheme scheme)
    {
        ArgumentNullException.ThrowIfNull(gold);
        ArgumentNullException.ThrowIfNull(predicted);
        if (gold.Count != predicted.Count)
        {
            throw new ArgumentException($"The sentence has {gold.Count} annotated and {predicted.Count} predicted tags. "
                + "Give one of either for each token.", nameof(predicted));
        }
        return Add(TagSpans.Read(gold, scheme), TagSpans.Read(predicted, scheme));
    }

    /// <summary>Counts one sentence given as spans.</summary>
    /// <param name="gold">Its annotated spans.</param>
    /// <param name="predicted">Its predicted spans.</param>
    /// <returns>The counts of this sentence.</returns>
    public SpanScore Add(IReadOnlyList<TokenSpan> gold, IReadOnlyList<TokenSpan> predicted)
    {
        ArgumentNullException.ThrowIfNull(gold);
        ArgumentNullException.ThrowIfNull(predicted);
        HashSet<TokenSpan> annotated = [.. gold];
        SpanScore sentence = new(gold.Count, predicted.Count, 0);
        foreach (TokenSpan span in gold) Count(span.Name, new SpanScore(1, 0, 0));
        foreach (TokenSpan span in predicted)
        {
            int correct = annotated.Contains(span) ? 1 : 0;
            Count(span.Name, new SpanScore(0, 1, correct));
            sentence += new SpanScore(0, 0, correct);
        }
        Total += sentence;
        return sentence;
    }

    private void Count(string name, SpanScore score) => _slots[name] = _slots.GetValueOrDefault(name) + score;
}
