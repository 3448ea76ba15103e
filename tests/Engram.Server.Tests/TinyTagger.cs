using Engram.Corpora;
using Engram.Models;
using Engram.Training;

namespace Engram.Server.Tests;

/// <summary>A model of five sentences, trained once for all tests.</summary>
internal static class TinyTagger
{
    private const string Sentences = """
        # intent = book
        fly to [Taipei](destination)
        # intent = book
        fly to [台北](destination)
        # intent = book
        book a flight to [New York](destination)
        # intent = leave
        leave [Taipei](origin)
        # intent = leave
        我想离开[台北](origin)
        """;

    private static readonly Lazy<SlotTagger> Bidirectional = new(() => Train(new TaggerOptions { Units = 16, Layers = 1, CharacterUnits = 0 }));

    /// <summary>Reads from both ends, with a CRF and intents.</summary>
    public static SlotTagger Usual => Bidirectional.Value;

    /// <summary>Trains one.</summary>
    public static SlotTagger Train(TaggerOptions network) => new TaggerTrainer(
        network, new TrainingOptions { Epochs = 40, Patience = 40, BatchSize = 2, LearningRate = 0.02, Averaging = 0.9, Threads = 1 }).Train(ReadCorpus());

    private static Corpus ReadCorpus()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, Sentences);
            return Corpus.ReadBrackets(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
