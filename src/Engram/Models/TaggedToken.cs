namespace Engram.Models;

/// <summary>A token of a text with its tag.</summary>
/// <param name="Text">The token as it stands in the text.</param>
/// <param name="Start">Where it starts in the text, in UTF-16 code units.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="Tag">The tag that the best sequence gives it.</param>
/// <param name="Probability">The probability of that tag, 0 to 1.</param>
/// <param name="Alternatives">The likeliest tags, the likeliest first; it need not be <paramref name="Tag"/>.</param>
/// <param name="Slots">The probability of every slot, the likeliest first; with <c>none</c> they sum to 1.</param>
public sealed record TaggedToken(
    string Text,
    int Start,
    int End,
    string Tag,
    double Probability,
    IReadOnlyList<TagProbability> Alternatives,
    IReadOnlyList<SlotProbability> Slots);
