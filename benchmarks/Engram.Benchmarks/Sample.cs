using Engram.Corpora;
using Engram.Lessons;
using Engram.Models;
using Engram.Training;

namespace Engram.Benchmarks;

/// <summary>A tagger with the default recipe, one epoch old, and its corpus: what the benchmarks run.</summary>
internal static class Sample
{
    public static readonly Corpus Corpus = new(TicketCorpus.Create(seed: 1, count: 512, language: "en"), "tickets");

    private static readonly Lazy<SlotTagger> Trained = new(() =>
    {
        using TrainingRun run = new(new TaggerOptions(), new TrainingOptions { Epochs = 1 }, Corpus);
        run.Run();
        return run.Finish();
    });

    public static SlotTagger Tagger => Trained.Value;
}
