namespace Engram.Models;

/// <summary>What a tagger says of a text.</summary>
/// <param name="Text">The text as given.</param>
/// <param name="Tokens">Its tokens with their tags.</param>
/// <param name="Slots">The slots found, from left to right.</param>
/// <param name="Intent">What the text is about; <see langword="null"/> where the model knows no intents or the text is empty.</param>
public sealed record TaggedUtterance(string Text, IReadOnlyList<TaggedToken> Tokens, IReadOnlyList<Slot> Slots, IntentPrediction? Intent);
