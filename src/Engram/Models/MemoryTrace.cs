namespace Engram.Models;

/// <summary>Everything that a tagger computed for one sentence: what every memory cell held, word by word, and what became of it.</summary>
/// <remarks>Copied from the buffers of the run that tagged the sentence, so it is what the answer was made of, bit for bit. Rows of words stand
/// in the order of the sentence in both directions.</remarks>
/// <param name="Utterance">The answer.</param>
/// <param name="Layers">The recurrent layers from the bottom up; a Jordan network on top is the last. An empty text has them too, without
/// words.</param>
/// <param name="Tags">The tags, in the order of the columns of emissions and probabilities.</param>
/// <param name="Emissions">For each word the score of every tag, <c>[words][tags]</c>, before any transition or temperature.</param>
/// <param name="Transitions">The scores of one tag after another along the chosen tags, the first and the last included; empty where the output is a
/// softmax.</param>
/// <param name="Probabilities">For each word the probability of every tag, <c>[words][tags]</c>, calibrated; a row sums to 1.</param>
/// <param name="Paths">The best sequences of tags, at most five; the chosen one alone where the output is a softmax.</param>
public sealed record MemoryTrace(
    TaggedUtterance Utterance,
    IReadOnlyList<TracedLayer> Layers,
    IReadOnlyList<string> Tags,
    IReadOnlyList<float[]> Emissions,
    IReadOnlyList<TracedTransition> Transitions,
    IReadOnlyList<float[]> Probabilities,
    IReadOnlyList<TracedPath> Paths);
