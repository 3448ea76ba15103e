using Engram.Corpora;
using Engram.Models;
using Engram.Training;

namespace Engram.Lessons;

/// <summary>The demonstration: a small tagger for the built-in ticket corpus, trained in seconds and scored on sentence patterns and place names
/// that it has never seen.</summary>
public static class TicketDemo
{
    private const int TrainingSentences = 3200;
    private const int HeldOutSentences = 400;

    /// <summary>What the network is made of: one bidirectional LSTM layer.</summary>
    public static TaggerOptions Options { get; } = new()
    {
        Units = 64,
        Layers = 1,
        WordSize = 48,
        CharacterUnits = 24,
        CharacterSize = 16,
        Window = 1,
        Dropout = 0.4,
        WordDropout = 8, // names come often here, but their likes that training never sees must be found by what stands around them
    };

    /// <summary>How it is trained.</summary>
    /// <param name="seed">Everything random comes from it.</param>
    public static TrainingOptions Training(int seed) => new()
    {
        Epochs = 10,
        BatchSize = 32,
        Seed = seed,
        LearningRate = 0.004,
        Averaging = 0.98,
        IntentWeight = 0.3,
        SlotSubstitution = 0, // the grammar has mixed values and patterns already
    };

    /// <summary>The sentences to learn from.</summary>
    /// <param name="seed">Same seed, same sentences.</param>
    public static Corpus Train(int seed) => new(TicketCorpus.Create(seed, TrainingSentences), "tickets");

    /// <summary>Sentences of patterns and with place names that training never sees.</summary>
    /// <param name="seed">Same seed, same sentences.</param>
    public static Corpus HeldOut(int seed) => new(TicketCorpus.Create(seed, HeldOutSentences, GrammarSplit.HeldOut), "held-out tickets");
}
