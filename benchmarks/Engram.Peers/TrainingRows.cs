using Engram.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Peers;

/// <summary>Training, in words a second, against libtorch.</summary>
internal static class TrainingRows
{
    private const int Threads = 2;
    private const int WordsOfARound = 6000;

    public static IEnumerable<(string Name, Func<Duel, Row> Run)> All { get; } =
    [
        Case("train/lstm100", CellKind.Lstm, 100, 1, 16),
        Case("train/lstm100", CellKind.Lstm, 100, 1, 32),
        Case("train/lstm100", CellKind.Lstm, 100, 1, 64),
        Case("train/lstm200", CellKind.Lstm, 200, 1, 16),
        Case("train/lstm200", CellKind.Lstm, 200, 1, 32),
        Case("train/lstm200", CellKind.Lstm, 200, 1, 64),
        Case("train/lstm2x100", CellKind.Lstm, 100, 2, 32),
        Case("train/gru100", CellKind.GruResetAfter, 100, 1, 32),
        Case("train/elman100", CellKind.Elman, 100, 1, 32),
        ("peak/lstm200/b32", duel => Peak("peak/lstm200/b32", duel, new BenchNetwork(CellKind.Lstm, 200), 32)),
    ];

    private static (string Name, Func<Duel, Row> Run) Case(string name, CellKind cell, int units, int layers, int batchSize)
    {
        string full = $"{name}/b{batchSize}";
        return (full, duel => Train(full, duel, new BenchNetwork(cell, units, layers), batchSize));
    }

    private static Row Train(string name, Duel duel, BenchNetwork network, int batchSize)
    {
        Sentence[][] batches = Sentences.Batches(batchSize);
        using TorchTagger tagger = new(network);
        using EngramTraining training = new(network, Threads);
        RequireSame(name, network, training, tagger, batches[0]);

        EngramBatch[] ours = [.. batches.Select(batch => EngramBatch.Of(network, batch))];
        TorchBatch[] theirs = [.. batches.Select(batch => new TorchBatch(batch))];
        return duel.BySpeed(
            name,
            "words/s",
            [Contender.Throughput("Engram, 2 threads", Threads, round => Slice(ours, round, WordsOf(batches)).Sum(training.Step))],
            [.. from threads in new[] { 1, 2 }
                from packed in new[] { false, true }
                let torchTraining = new TorchTraining(tagger, packed)
                select Contender.Throughput(
                    $"libtorch, {threads} thread{(threads > 1 ? "s" : "")}, {(packed ? "packed" : "padded")}",
                    threads,
                    round =>
                    {
                        set_num_threads(threads);
                        return Slice(theirs, round, WordsOf(batches)).Sum(torchTraining.Step);
                    })]);
    }

    private static Row Peak(string name, Duel duel, BenchNetwork network, int batchSize)
    {
        Sentence[][] batches = Sentences.Batches(batchSize);
        EngramBatch[] ours = [.. batches.Select(batch => EngramBatch.Of(network, batch))];
        using EngramTraining training = new(network, Threads);
        double operations = network.TrainingOperations / 1e9;
        return duel.BySpeed(
            name,
            "GFLOP/s",
            [Contender.Throughput("Engram, 2 threads", Threads, round => operations * Slice(ours, round, WordsOf(batches)).Sum(training.Step))],
            [new Contender("FMA peak, 2 threads", (_, busy) => busy ? Threads * FmaPeak.Measure(1) : FmaPeak.Measure(Threads))]);
    }

    // Every contender gets the same batches in the same round.
    private static IEnumerable<T> Slice<T>(T[] batches, int round, double wordsOfABatch)
    {
        int count = Math.Max(4, (int)(WordsOfARound / wordsOfABatch));
        return Enumerable.Range(round * count, count).Select(i => batches[i % batches.Length]);
    }

    private static double WordsOf(Sentence[][] batches) => batches.Average(batch => (double)batch.Sum(sentence => sentence.Length));

    private static void RequireSame(string name, BenchNetwork network, EngramTraining training, TorchTagger tagger, Sentence[] sentences)
    {
        using DisposeScope scope = NewDisposeScope();
        TorchBatch batch = new(sentences);
        double loss = training.Backpropagate(EngramBatch.Of(network, sentences));
        float torchLoss = new TorchTraining(tagger, packed: true).Backpropagate(batch).item<float>();
        Agreement.Require($"{name}, scores", SentenceRows.Values(training.Scores), tagger.Packed(batch.Words, batch.Lengths).data<float>().ToArray());
        Agreement.Require($"{name}, loss", [(float)loss], [torchLoss]);
        foreach ((float[] theirs, float[] ours) in tagger.Gradients(network))
            Agreement.Require($"{name}, gradients", ours, theirs);
    }
}
