using Engram.Corpora;
using Engram.Layers;
using Engram.Tagging;

namespace Engram.Models;

/// <summary>Tags one sentence as ever, and then copies what the run has left in its buffers.</summary>
internal static class TaggerTracing
{
    private const int MostPaths = 5;

    public static MemoryTrace Trace(SlotTagger tagger, string text, IReadOnlyList<Token> tokens, int top)
    {
        if (tokens.Count == 0)
        {
            TaggedUtterance empty = TaggedUtteranceBuilder.Build(text, tokens, null, tagger.Labels, top);
            TracedLayer[] layers = tagger.Work(worker => TracedLayer.Unread(worker.Pass, tagger.Options));
            return new MemoryTrace(empty, layers, tagger.Labels.Tags, [], [], [], []);
        }

        return tagger.Work(worker =>
        {
            SentencePrediction prediction = worker.Predict([tagger.Features([.. tokens.Select(token => token.Text)])])[0];
            PackedBatch layout = worker.Batch.Layout;
            return new MemoryTrace(
                TaggedUtteranceBuilder.Build(text, tokens, prediction, tagger.Labels, top),
                TracedLayer.Read(worker.Pass, tagger.Options, layout, rank: 0),
                tagger.Labels.Tags,
                [.. Enumerable.Range(0, tokens.Count).Select(word => worker.Pass.Emissions.Row(layout.Row(0, word)).ToArray())],
                Transitions(tagger, prediction.Tags),
                [.. prediction.Marginals.Chunk(tagger.Labels.Tags.Count)],
                worker.Decoder.BestPaths(worker.Pass, layout, rank: 0, prediction, MostPaths));
        });
    }

    /// <summary>What the memory cells held, and nothing else: for whole corpora.</summary>
    /// <param name="tagger">The tagger.</param>
    /// <param name="tokens">A sentence, at least one token.</param>
    public static TracedLayer[] Memory(SlotTagger tagger, IReadOnlyList<string> tokens) => tagger.Work(worker =>
    {
        worker.Batch.Fill([tagger.Features(tokens)]);
        worker.Pass.Forward(worker.Batch);
        return TracedLayer.Read(worker.Pass, tagger.Options, worker.Batch.Layout, rank: 0);
    });

    private static TracedTransition[] Transitions(SlotTagger tagger, int[] path)
    {
        if (!tagger.Network.TrainsTransitions)
            return [];
        LinearChainCrf<float> field = tagger.Network.Crf;
        IReadOnlyList<string> tags = tagger.Labels.Tags;
        TracedTransition[] transitions = new TracedTransition[path.Length + 1];
        transitions[0] = new TracedTransition(null, tags[path[0]], field.Start.Value[path[0]]);
        for (int word = 1; word < path.Length; word++)
            transitions[word] = new TracedTransition(tags[path[word - 1]], tags[path[word]], field.Transitions.Values[path[word - 1], path[word]]);
        transitions[^1] = new TracedTransition(tags[path[^1]], null, field.End.Value[path[^1]]);
        return transitions;
    }
}
