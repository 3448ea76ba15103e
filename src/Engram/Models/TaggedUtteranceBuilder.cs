using Engram.Corpora;

namespace Engram.Models;

/// <summary>Puts names and places in the text to what the network said in numbers.</summary>
internal static class TaggedUtteranceBuilder
{
    public static TaggedUtterance Build(string text, IReadOnlyList<Token> tokens, SentencePrediction? prediction, TaggerLabels labels, int top)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        if (prediction is null)
            return new TaggedUtterance(text, [], [], null);
        TaggedToken[] tagged = [.. tokens.Select((token, i) => TagToken(token, prediction, i, labels, top))];
        Slot[] slots = [.. prediction.Spans.Select((span, i) =>
        {
            int start = tokens[span.Start].Start, end = tokens[span.End - 1].End;
            return new Slot(span.Name, text[start..end], start, end, prediction.SpanProbabilities[i], span);
        })];
        return new TaggedUtterance(text, tagged, slots, Intent(prediction, labels));
    }

    private static TaggedToken TagToken(Token token, SentencePrediction prediction, int index, TaggerLabels labels, int top)
    {
        ReadOnlySpan<float> marginals = prediction.Marginals.AsSpan(index * labels.Tags.Count, labels.Tags.Count);
        TagProbability[] tags = new TagProbability[marginals.Length];
        Dictionary<string, double> slots = new(StringComparer.Ordinal);
        for (int tag = 0; tag < marginals.Length; tag++)
        {
            tags[tag] = new TagProbability(labels.Tags[tag], marginals[tag]);
            slots[labels.SlotNames[tag]] = slots.GetValueOrDefault(labels.SlotNames[tag]) + marginals[tag];
        }

        return new TaggedToken(
            token.Text,
            token.Start,
            token.End,
            labels.Tags[prediction.Tags[index]],
            marginals[prediction.Tags[index]],
            [.. tags.OrderByDescending(tag => tag.Probability).ThenBy(tag => tag.Tag, StringComparer.Ordinal).Take(top)],
            [.. slots.Select(slot => new SlotProbability(slot.Key, slot.Value)).OrderByDescending(slot => slot.Probability)
                .ThenBy(slot => slot.Name, StringComparer.Ordinal)]);
    }

    private static IntentPrediction? Intent(SentencePrediction prediction, TaggerLabels labels)
    {
        if (prediction.Intent < 0)
            return null;
        IntentProbability[] ranking = [.. labels.Intents.Select((name, i) => new IntentProbability(name, prediction.Intents[i]))
            .OrderByDescending(intent => intent.Probability)];
        return new IntentPrediction(ranking[0].Name, ranking[0].Probability, ranking);
    }
}
