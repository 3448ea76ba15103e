using Engram.Encoders;
using Engram.Models;

namespace Engram.Peers;

/// <summary>Many sentences, in sentences a second, on two threads, each side with its best batch: two streams of one thread, or one of two.</summary>
internal static class BulkRows
{
    private const int Streams = 2;
    private const int SentencesOfARound = 1024;
    private static readonly int[] BatchSizes = [16, 32, 64];

    public static IEnumerable<(string Name, Func<Duel, Row> Run)> All { get; } =
        [("bulk/100", duel => Run("bulk/100", duel, new BenchNetwork(CellKind.Lstm, 100)))];

    private static Row Run(string name, Duel duel, BenchNetwork network)
    {
        using OnnxTaggerSession one = new(network, 1), two = new(network, 2);
        EngramTagging[] engram = [new(network.Tagger), new(network.Tagger)];
        RequireSame(name, network, engram[0], one);
        engram[0].Tag([network.Features(Sentences.Alone)], new int[Sentences.Alone.Length]);
        using TorchTagging torch = new(network, TorchTagging.Words([Sentences.Alone]), SentenceRows.Values(engram[0].Scores));
        return duel.BySpeed(
            name,
            "sentences/s",
            [.. BatchSizes.Select(size => Engram(network, engram, size))],
            [
                .. BatchSizes.Select(size => Onnx("2 streams", size, Streams, (batch, tags) => one.Tag(batch, tags))),
                .. BatchSizes.Select(size => Onnx("2 threads", size, 1, (batch, tags) => two.Tag(batch, tags))),
                Torch(torch, 64),
            ]);
    }

    private static Contender Engram(BenchNetwork network, EngramTagging[] engram, int size)
    {
        WordFeatures[][][] batches = [.. Sentences.EvenBatches(size).Select(batch => batch.Select(network.Features).ToArray())];
        return Stream($"Engram, batch {size}", size, batches, Streams, (stream, batch, tags) => engram[stream].Tag(batch, tags));
    }

    private static Contender Onnx(string how, int size, int streams, Action<OnnxBatch, int[]> tag)
    {
        OnnxBatch[] batches = [.. Sentences.EvenBatches(size).Select(batch => new OnnxBatch(batch))];
        return Stream($"ONNX Runtime, {how}, batch {size}", size, batches, streams, (_, batch, tags) => tag(batch, tags));
    }

    private static Contender Torch(TorchTagging torch, int size)
    {
        long[][] batches = [.. Sentences.EvenBatches(size).Select(TorchTagging.Words)];
        return Stream($"{torch.Name}, 2 streams, batch {size}", size, batches, Streams, (_, batch, _) => torch.Tag(batch, size));
    }

    private static Contender Stream<T>(string name, int size, T[] batches, int streams, Action<int, T, int[]> tag) => Contender.Throughput(
        name, Streams, round =>
        {
            int taken = -1, count = SentencesOfARound / size;
            void Work(int stream)
            {
                int[] tags = new int[size * Sentences.All.Max(sentence => sentence.Length)];
                for (int i = Interlocked.Increment(ref taken); i < count; i = Interlocked.Increment(ref taken))
                    tag(stream, batches[((round * count) + i) % batches.Length], tags);
            }

            Thread[] others = [.. Enumerable.Range(1, streams - 1).Select(stream => new Thread(() => Work(stream)))];
            foreach (Thread other in others)
                other.Start();
            Work(0);
            foreach (Thread other in others)
                other.Join();
            return count * size;
        });

    private static void RequireSame(string name, BenchNetwork network, EngramTagging engram, OnnxTaggerSession onnx)
    {
        Sentence[] batch = Sentences.EvenBatches(BatchSizes[0])[0];
        engram.Tag([.. batch.Select(network.Features)], new int[batch.Sum(sentence => sentence.Length)]);
        Agreement.Require($"{name}, ONNX Runtime", SentenceRows.Values(engram.Scores), onnx.Scores(new OnnxBatch(batch)));
    }
}
