using System.Globalization;
using Engram.Encoders;
using Engram.Models;
using Engram.Numerics;

namespace Engram.Peers;

/// <summary>One sentence of 12 words at a time, in microseconds, against the best of ONNX Runtime and libtorch with one thread or two. The rows
/// of 16 and 8 bits hold Engram's weights so and the peers' in 32; they say how far the scores are apart.</summary>
internal static class SentenceRows
{
    public static IEnumerable<(string Name, Func<Duel, Row> Run)> All { get; } =
    [
        .. from units in new[] { 100, 200 }
           from threads in new[] { 1, 2 }
           from precision in Enum.GetValues<WeightPrecision>()
           where threads == 1 || precision != WeightPrecision.Bits16
           let name = $"one/{units}/{threads}t{Suffix(precision)}"
           select (name, (Func<Duel, Row>)(duel => Run(name, duel, new BenchNetwork(CellKind.Lstm, units), threads, precision))),
    ];

    private static string Suffix(WeightPrecision precision) => precision switch
    {
        WeightPrecision.Bits16 => "/16bit",
        WeightPrecision.Bits8 => "/8bit",
        _ => "",
    };

    private static Row Run(string name, Duel duel, BenchNetwork network, int threads, WeightPrecision precision)
    {
        using WorkTeam? team = threads > 1 ? new WorkTeam(threads) : null;
        using OnnxTaggerSession one = new(network, 1), two = new(network, 2);
        EngramTagging exact = new(network.Tagger, team), engram = new(network.Hold(precision), team);
        WordFeatures[][] sentence = [network.Features(Sentences.Alone)];
        OnnxBatch batch = new([Sentences.Alone]);
        long[] words = TorchTagging.Words([Sentences.Alone]);
        int[] tags = new int[words.Length];

        exact.Tag(sentence, tags);
        engram.Tag(sentence, tags);
        float[] scores = Values(exact.Scores);
        Agreement.Require($"{name}, ONNX Runtime", scores, one.Scores(batch));
        double apart = Agreement.Difference(Values(engram.Scores), scores);
        using TorchTagging torch = new(network, words, scores);
        Row row = duel.ByTime(
            name,
            "µs",
            [Contender.Latency($"Engram, {threads} thread(s)", () => engram.Tag(sentence, tags))],
            [
                Contender.Latency("ONNX Runtime, 1 thread", () => one.Tag(batch, tags)),
                Contender.Latency("ONNX Runtime, 2 threads", () => two.Tag(batch, tags)),
                Contender.Latency(torch.Name, () => torch.Tag(words, 1)),
            ]);
        string difference = string.Create(CultureInfo.InvariantCulture, $"; scores differ by {100 * apart:0.00} % of the largest");
        return precision == WeightPrecision.Bits32 ? row : row with { Against = row.Against + difference };
    }

    public static float[] Values(RowBlock<float> block)
    {
        List<float> values = new(block.Rows * block.Columns);
        for (int row = 0; row < block.Rows; row++)
            values.AddRange(block.Row(row));
        return [.. values];
    }
}
