using System.Diagnostics;
using System.Globalization;
using Engram.Corpora;
using Engram.Lessons;
using Engram.Models;
using Engram.Training;

namespace Engram.Benchmarks;

/// <summary>Words a second with the default recipe: trained, and tagged on one core and in batches.</summary>
internal static class Rates
{
    private const int Batch = 64;

    /// <summary>The corpus that comes with the library, as the demonstration trains on it.</summary>
    public static Corpus Tickets() => TicketDemo.Train(seed: 1);

    /// <summary>Measures one epoch after a first, which warms the code, and tagging of the same sentences.</summary>
    public static void Print(Corpus corpus)
    {
        long words = corpus.Sum(sentence => (long)sentence.Tokens.Count);
        using TrainingRun run = new(new TaggerOptions(), new TrainingOptions { Epochs = 2 }, corpus);
        Stopwatch clock = new();
        TimeSpan first = default;
        run.Run(new Watch(progress =>
        {
            if (!clock.IsRunning)
                clock.Start();
            if (progress.Epoch == 1 && progress.Result is not null)
                first = clock.Elapsed;
        }));
        Say($"corpus: {corpus.Name}, {corpus.Count} sentences, {words} words");
        Say($"training: {words / (clock.Elapsed - first).TotalSeconds:N0} words/s, {new TrainingOptions().Threads} threads, second epoch");

        SlotTagger tagger = run.Finish();
        string[] texts = [.. corpus.Select(sentence => string.Join(tagger.Tokenizer.Separator, sentence.Tokens))];
        Say($"tagging, one by one: {Rate(words, texts, text => tagger.Tag(text)):N0} words/s on one core");
        Say($"tagging, {Batch} at once: {Rate(words, texts.Chunk(Batch), batch => tagger.TagAll(batch)):N0} words/s on one core");
    }

    private static double Rate<T>(long words, IEnumerable<T> work, Action<T> run)
    {
        T[] all = [.. work];
        foreach (T item in all.Take((all.Length / 4) + 1))
            run(item);
        Stopwatch clock = Stopwatch.StartNew();
        foreach (T item in all)
            run(item);
        return words / clock.Elapsed.TotalSeconds;
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    // Progress<T> reports on another thread, later; times are wanted now.
    private sealed class Watch(Action<TrainingProgress> seen) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => seen(value);
    }
}
