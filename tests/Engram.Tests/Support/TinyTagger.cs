using Engram.Corpora;
using Engram.Lessons;
using Engram.Models;
using Engram.Training;

namespace Engram.Tests;

/// <summary>Taggers so small that a test trains one in a moment.</summary>
internal static class TinyTagger
{
    public const string Sentence = "i would like to arrive Taipei on November 2nd";

    public static TaggerOptions Options { get; } = new()
    {
        Units = 6,
        Layers = 1,
        WordSize = 5,
        CharacterSize = 3,
        CharacterUnits = 4,
        ShapeSize = 2,
        Window = 1,
    };

    public static TrainingOptions Training { get; } = new() { Epochs = 1, BatchSize = 8, LearningRate = 0.02, Threads = 1, Averaging = 0.9 };

    public static Corpus Corpus { get; } = new(TicketCorpus.Create(seed: 1, count: 40, language: "en"), "tickets");

    public static Corpus Valid { get; } = new(TicketCorpus.Create(seed: 2, count: 12, language: "en"), "other tickets");

    public static SlotTagger Train(TaggerOptions? options = null, TrainingOptions? training = null) =>
        new TaggerTrainer(options ?? Options, training ?? Training).Train(Corpus, Valid, cancellationToken: TestContext.Current.CancellationToken);

    public static byte[] Save(SlotTagger tagger)
    {
        using MemoryStream stream = new();
        tagger.Save(stream);
        return stream.ToArray();
    }

    public static SlotTagger Load(byte[] file, bool verify = true)
    {
        using MemoryStream stream = new(file);
        return SlotTagger.Load(stream, new ModelLoadOptions { Verify = verify });
    }

    public static void AssertSameAnswers(SlotTagger expected, SlotTagger actual)
    {
        foreach (Utterance sentence in Valid)
        {
            SentencePrediction left = expected.Predict(sentence.Tokens), right = actual.Predict(sentence.Tokens);
            Assert.Equal(left.Tags, right.Tags);
            Assert.Equal(left.Marginals, right.Marginals);
            Assert.Equal(left.SpanProbabilities, right.SpanProbabilities);
            Assert.Equal(left.Intents, right.Intents);
        }
    }
}
