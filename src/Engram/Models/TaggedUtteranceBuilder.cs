using Engram.Corpora;

namespace Engram.Models;

/// <summary>Puts names and places in the text to what the network said in numbers.</summary>
internal static class TaggedUtteranceBuilder
{
    /// <summary>How many alternatives a token lists where nobody says.</summary>
    public const int UsualTop = 5;

    private const int MostOnStack = 512;

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
        return new TaggedToken(
            token.Text,
            token.Start,
            token.End,
            labels.Tags[prediction.Tags[index]],
            marginals[prediction.Tags[index]],
            Likeliest(marginals, labels, top),
            SlotsOf(marginals, labels));
    }

    // Few are asked for: picking them one after the other is quicker than sorting all. Equals in ordinal order.
    private static TagProbability[] Likeliest(ReadOnlySpan<float> marginals, TaggerLabels labels, int top)
    {
        TagProbability[] likeliest = new TagProbability[Math.Min(top, marginals.Length)];
        Span<bool> taken = marginals.Length <= MostOnStack ? stackalloc bool[marginals.Length] : new bool[marginals.Length];
        taken.Clear();
        for (int rank = 0; rank < likeliest.Length; rank++)
        {
            int best = -1;
            for (int tag = 0; tag < marginals.Length; tag++)
            {
                if (!taken[tag] && (best < 0 || marginals[tag] > marginals[best]
                    || (marginals[tag] == marginals[best] && string.CompareOrdinal(labels.Tags[tag], labels.Tags[best]) < 0)))
                    best = tag;
            }

            taken[best] = true;
            likeliest[rank] = new TagProbability(labels.Tags[best], marginals[best]);
        }

        return likeliest;
    }

    private static SlotProbability[] SlotsOf(ReadOnlySpan<float> marginals, TaggerLabels labels)
    {
        Span<double> sums = labels.Slots.Length <= MostOnStack ? stackalloc double[labels.Slots.Length] : new double[labels.Slots.Length];
        sums.Clear();
        for (int tag = 0; tag < marginals.Length; tag++)
            sums[labels.SlotNumbers[tag]] += marginals[tag];
        SlotProbability[] slots = new SlotProbability[sums.Length];
        for (int slot = 0; slot < slots.Length; slot++)
            slots[slot] = new SlotProbability(labels.Slots[slot], sums[slot]);
        Array.Sort(slots, static (left, right) => left.Probability == right.Probability
            ? string.CompareOrdinal(left.Name, right.Name)
            : right.Probability.CompareTo(left.Probability));
        return slots;
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
