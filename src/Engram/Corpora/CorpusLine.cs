namespace Engram.Corpora;

/// <summary>A line of a file.</summary>
/// <param name="Number">Its number, counted from 1.</param>
/// <param name="Text">What stands on it, without the line end and without a byte order mark.</param>
public readonly record struct CorpusLine(int Number, string Text);
