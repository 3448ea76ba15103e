using Engram.Encoders;
using Engram.Models;
using Engram.Numerics;

namespace Engram.Peers;

/// <summary>One sentence of 12 words at a time, in microseconds, against the best of ONNX Runtime and libtorch with one thread or two.</summary>
internal static class SentenceRows
{
    public static IEnumerable<(string Name, Func<Duel, Row> Run)> All { get; } =
    [
        .. from units in new[] { 100, 200 }
           from threads in new[] { 1, 2 }
           let name = $"one/{units}/{threads}t"
           select (name, (Func<Duel, Row>)(duel => Run(name, duel, new BenchNetwork(CellKind.Lstm, units), threads))),
    ];

    private static Row Run(string name, Duel duel, BenchNetwork network, int threads)
    {
        using WorkTeam? team = threads > 1 ? new WorkTeam(threads) : null;
        using OnnxTaggerSession one = new(network, 1), two = new(network, 2);
        EngramTagging engram = new(network, team);
        WordFeatures[][] sentence = [network.Features(Sentences.Alone)];
        OnnxBatch batch = new([Sentences.Alone]);
        long[] words = TorchTagging.Words([Sentences.Alone]);
        int[] tags = new int[words.Length];

        engram.Tag(sentence, tags);
        float[] scores = Values(engram.Scores);
        Agreement.Require($"{name}, ONNX Runtime", scores, one.Scores(batch));
        using TorchTagging torch = new(network, words, scores);
        return duel.ByTime(
            name,
            "µs",
            [Contender.Latency($"Engram, {threads} thread(s)", () => engram.Tag(sentence, tags))],
            [
                Contender.Latency("ONNX Runtime, 1 thread", () => one.Tag(batch, tags)),
                Contender.Latency("ONNX Runtime, 2 threads", () => two.Tag(batch, tags)),
                Contender.Latency(torch.Name, () => torch.Tag(words, 1)),
            ]);
    }

    public static float[] Values(RowBlock<float> block)
    {
        List<float> values = new(block.Rows * block.Columns);
        for (int row = 0; row < block.Rows; row++)
            values.AddRange(block.Row(row));
        return [.. values];
    }
}
