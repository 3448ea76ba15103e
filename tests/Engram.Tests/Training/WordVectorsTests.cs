using Engram.Encoders;
using Engram.Models;
using Engram.Numerics;
using Engram.Training;

namespace Engram.Tests.Training;

public sealed class WordVectorsTests : IDisposable
{
    // 'zeppelin' and 'Wuhan' never occur in the tiny corpus; 'wuhan' is the second row, 'zeppelin' the fourth.
    private const string File = "to 1 2 3 4 5\nWuhan 6 7 8 9 10\nfrom -1 -2 -3 -4 -5\nzeppelin 5 4 3 2 1\n";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Read_ForACorpus_KeepsItsWordsAndTheMostFrequentFolded()
    {
        PretrainedVectors vectors = Read(mostFrequent: 2);

        Assert.Equal(["to", "wuhan", "from"], vectors.Words);
        Assert.Equal(5, vectors.Dimension);
    }

    [Fact]
    public void Train_WithVectors_StartsFromThemAndKnowsWordsThatTrainingNeverSaw()
    {
        SlotTagger tagger = new TaggerTrainer(TinyTagger.Options, TinyTagger.Training) { Vectors = Read(mostFrequent: 2) }
            .Train(TinyTagger.Corpus, TinyTagger.Valid, cancellationToken: TestContext.Current.CancellationToken);

        int unseen = tagger.Lexicon.Words.Number("wuhan"), seen = tagger.Lexicon.Words.Number("to");
        Assert.Equal(tagger.Lexicon.Words.Count - 1, unseen);
        Assert.Equal([6, 7, 8, 9, 10], Table(tagger).Row(unseen).ToArray());
        Assert.InRange(Table(tagger).Row(seen)[2], 2.5f, 3.5f);
        Assert.NotEqual(3, Table(tagger).Row(seen)[2]);
        TinyTagger.AssertSameAnswers(tagger, TinyTagger.Load(TinyTagger.Save(tagger)));
    }

    [Fact]
    public void TrainingRun_WithVectorsOfAnotherLength_SaysWhichLengthToSet()
    {
        PretrainedVectors vectors = Read(mostFrequent: 0);

        ShapeException refusal = Assert.Throws<ShapeException>(
            () => new TrainingRun(TinyTagger.Options with { WordSize = 6 }, TinyTagger.Training, TinyTagger.Corpus, vectors: vectors));

        Assert.Equal(
            "The word vectors have 5 numbers each, but WordSize is 6. Set WordSize to 5, or give vectors of that length.", refusal.Message);
    }

    [Fact]
    public void Resume_WithoutTheVectorsOfTheCheckpoint_IsRefused()
    {
        using TrainingRun run = new(TinyTagger.Options, TinyTagger.Training, TinyTagger.Corpus, vectors: Read(mostFrequent: 0));
        run.SaveCheckpoint(_folder.File("run.checkpoint"));
        using TrainingRun other = new(TinyTagger.Options, TinyTagger.Training, TinyTagger.Corpus);

        ModelFileException refusal = Assert.Throws<ModelFileException>(() => other.Resume(_folder.File("run.checkpoint")));

        Assert.Contains("belongs to a run with other options or other corpora", refusal.Message);
    }

    public void Dispose() => _folder.Dispose();

    private static RowBlock<float> Table(SlotTagger tagger) =>
        tagger.Network.Parameters.Single(parameter => parameter.Name == "encoders.words.table").Values;

    private PretrainedVectors Read(int mostFrequent)
    {
        string path = _folder.File("vectors.txt");
        System.IO.File.WriteAllText(path, File);
        return WordVectors.Read(path, TinyTagger.Options, TinyTagger.Corpus, mostFrequent, TestContext.Current.CancellationToken);
    }
}
