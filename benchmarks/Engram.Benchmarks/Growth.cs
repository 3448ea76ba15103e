using System.Diagnostics;
using System.Globalization;
using Engram.Corpora;
using Engram.Models;
using Engram.Training;

namespace Engram.Benchmarks;

/// <summary>Time and memory of an epoch against the size of the corpus: time should grow with the words, memory only by the corpus itself.</summary>
internal static class Growth
{
    private static readonly int[] Times = [1, 4, 16];

    /// <summary>Trains one epoch on 1, 4 and 16 times a corpus, with the default recipe.</summary>
    /// <param name="path">The corpus.</param>
    public static void Print(string path)
    {
        Corpus once = Corpus.Read(path);
        Train(Repeated(once, 1)); // warms the code
        Console.WriteLine("times     words   seconds   µs/word   held by corpus MB   held while training MB   beyond the corpus MB");
        foreach (int times in Times)
        {
            long empty = Held();
            Corpus corpus = Repeated(once, times);
            long words = corpus.Sum(sentence => (long)sentence.Tokens.Count), corpusBytes = Held() - empty;
            (double seconds, long bytes) = Train(corpus);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{times,5}{words,10}{seconds,10:0.0}{1e6 * seconds / words,10:0.0}{corpusBytes / 1e6,20:0.0}{(bytes - empty) / 1e6,25:0.0}"
                + $"{(bytes - empty - corpusBytes) / 1e6,23:0.0}"));
        }
    }

    // Every sentence a new object with words of its own, as if it had been read from a file.
    private static Corpus Repeated(Corpus once, int times) => new(
        Enumerable.Range(0, times).SelectMany(_ => once).Select(sentence => sentence with
        {
            Tokens = [.. sentence.Tokens.Select(token => new string(token.AsSpan()))],
            Tags = [.. sentence.Tags!],
        }),
        $"{once.Name}, {times} times",
        once.Scheme);

    private static (double Seconds, long Held) Train(Corpus corpus)
    {
        Stopwatch clock = Stopwatch.StartNew();
        using TrainingRun run = new(new TaggerOptions(), new TrainingOptions { Epochs = 1 }, corpus);
        run.Run();
        double seconds = clock.Elapsed.TotalSeconds;
        long held = Held();
        GC.KeepAlive(run);
        GC.KeepAlive(corpus);
        return (seconds, held);
    }

    private static long Held() => GC.GetTotalMemory(forceFullCollection: true);
}
