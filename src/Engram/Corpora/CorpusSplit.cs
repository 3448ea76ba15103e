namespace Engram.Corpora;

/// <summary>A corpus cut in two.</summary>
/// <param name="Training">What to train on.</param>
/// <param name="HeldOut">What was held back, to choose the epoch or to score.</param>
public readonly record struct CorpusSplit(Corpus Training, Corpus HeldOut);
