using Engram.Models;

namespace Engram.Inspection;

/// <summary>Two sentences, or one sentence in two models, side by side.</summary>
/// <param name="Text">The one.</param>
/// <param name="Against">The other.</param>
/// <param name="Difference">Where they differ.</param>
public sealed record TraceComparison(MemoryTrace Text, MemoryTrace Against, TraceDifference Difference)
{
    /// <summary>Compares two sentences in one model.</summary>
    /// <param name="tagger">The model.</param>
    /// <param name="text">The one.</param>
    /// <param name="against">The other.</param>
    public static TraceComparison Of(SlotTagger tagger, string text, string against) => Of(tagger, text, tagger, against);

    /// <summary>Compares sentences in two models; those of two models have words in common, but no units.</summary>
    /// <param name="tagger">The model of the one.</param>
    /// <param name="text">The one.</param>
    /// <param name="other">The model of the other.</param>
    /// <param name="against">The other.</param>
    public static TraceComparison Of(SlotTagger tagger, string text, SlotTagger other, string against)
    {
        ArgumentNullException.ThrowIfNull(tagger);
        ArgumentNullException.ThrowIfNull(other);
        MemoryTrace one = tagger.Trace(text), two = other.Trace(against);
        return new TraceComparison(one, two, TraceDifference.Between(one, two, sameUnits: ReferenceEquals(tagger, other)));
    }
}
