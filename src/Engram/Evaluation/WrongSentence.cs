using Engram.Corpora;

namespace Engram.Evaluation;

/// <summary>A sentence in which a tag or the intent is wrong.</summary>
/// <param name="Index">Its place in the corpus, counted from 0.</param>
/// <param name="Gold">As annotated.</param>
/// <param name="Predicted">As predicted.</param>
public readonly record struct WrongSentence(int Index, Utterance Gold, Utterance Predicted);
