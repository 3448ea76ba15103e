namespace Engram.Models;

/// <summary>What a tagger says of a sentence that has not ended.</summary>
/// <param name="Utterance">The words so far, tagged as if the sentence ended here.</param>
/// <param name="StableTokens">How many tokens at the beginning have tags that no further word can change.</param>
/// <param name="StableSlots">How many slots at the beginning will be there, with the same name, text and place, whatever follows. Their probabilities
/// may still change, and so may the intent.</param>
public sealed record PartialUtterance(TaggedUtterance Utterance, int StableTokens, int StableSlots);
