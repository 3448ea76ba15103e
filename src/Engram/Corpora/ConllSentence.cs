namespace Engram.Corpora;

/// <summary>An utterance and the lines that its tokens stand on, so that an error found later can name one.</summary>
/// <param name="Utterance">The utterance.</param>
/// <param name="Lines">The number of each token's line, counted from 1.</param>
internal readonly record struct ConllSentence(Utterance Utterance, int[] Lines);
