namespace Engram.Corpora;

/// <summary>A token and where it stands in its text.</summary>
/// <param name="Text">The token as it stands in the text, nothing folded.</param>
/// <param name="Start">Where it begins, in UTF-16 code units.</param>
/// <param name="End">Where it ends, in UTF-16 code units, exclusive.</param>
public readonly record struct Token(string Text, int Start, int End);
