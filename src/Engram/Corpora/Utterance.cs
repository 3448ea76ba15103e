namespace Engram.Corpora;

/// <summary>One sentence as a corpus holds it: its tokens, and, where it is annotated, a tag for each and an intent.</summary>
/// <param name="Tokens">The tokens as read, at least one.</param>
/// <param name="Tags">One tag a token, such as <c>B-destination</c> or <c>O</c>; <see langword="null"/> where the sentence is not annotated.</param>
/// <param name="Intent">The label of the whole sentence; <see langword="null"/> where there is none.</param>
public sealed record Utterance(IReadOnlyList<string> Tokens, IReadOnlyList<string>? Tags = null, string? Intent = null);
