using Engram.Corpora;
using Engram.Evaluation;
using Engram.Lessons;
using Engram.Models;
using Engram.Training;

namespace Engram.Tests.Training;

public sealed class TrainingRunTests : IDisposable
{
    private static readonly TaggerOptions Small = new() { Units = 6, Layers = 1, WordSize = 6, CharacterUnits = 4, CharacterSize = 4, ShapeSize = 2 };

    private static readonly Corpus Train = new(TicketCorpus.Create(seed: 3, count: 60), "train");

    private static readonly Corpus Valid = new(TicketCorpus.Create(seed: 4, count: 20), "valid");

    private static readonly TaggerOptions Relu = Small with { Cell = CellKind.ElmanRelu };

    // One batch an epoch.
    private static readonly TrainingOptions Diverging = new() { Epochs = 5, BatchSize = 60, ClipNorm = 1e9 };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("engram-training-");

    [Fact]
    public void Train_WithTheSameSeed_GivesTheSameBytesWithOneThreadOrTwo()
    {
        byte[] one = Bytes(new TaggerTrainer(Small, Options(threads: 1)).Train(Train, Valid, null, TestContext.Current.CancellationToken));
        byte[] two = Bytes(new TaggerTrainer(Small, Options(threads: 2)).Train(Train, Valid, null, TestContext.Current.CancellationToken));
        byte[] other = Bytes(new TaggerTrainer(Small, Options(threads: 2) with { Seed = 8 }).Train(Train, Valid, null, TestContext.Current.CancellationToken));

        Assert.Equal(one, two);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public void Resume_AfterAnInterruption_EndsInTheSameBytesAsAnUndisturbedRun()
    {
        string path = Path.Combine(_folder.FullName, "run.checkpoint");
        using (TrainingRun interrupted = new(Small, Options(), Train, Valid))
        {
            using CancellationTokenSource stop = new();
            interrupted.Run(new AfterEpoch(2, stop), stop.Token);
            Assert.Equal(2, interrupted.Epoch);
            interrupted.SaveCheckpoint(path);
        }

        using TrainingRun resumed = new(Small, Options(), Train, Valid);
        resumed.Resume(path);
        resumed.Run(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(Bytes(new TaggerTrainer(Small, Options()).Train(Train, Valid, null, TestContext.Current.CancellationToken)), Bytes(resumed.Finish()));
    }

    // With relu nothing bounds the hidden state. Steps of 30 make the numbers overflow within a sentence, but not yet with the average of the weights.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Run_WhoseGradientIsNotFinite_EndsWithTheBestEpochBeforeIt(int threads)
    {
        using TrainingRun run = new(Relu, Diverging with { LearningRate = 30, Threads = threads }, Train, Valid);

        run.Run(cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(run.HasDiverged);
        Assert.True(run.IsOver);
        Assert.Equal(1, run.Epoch);
        Assert.All(run.Finish().Network.Parameters, parameter => Assert.All(parameter.Value, value => Assert.True(float.IsFinite(value))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Train_WhoseScoresAreNotFinite_SaysWhatToDo(int threads)
    {
        TaggerTrainer trainer = new(Relu, Diverging with { LearningRate = 1e6, Threads = threads });

        TrainingException error = Assert.Throws<TrainingException>(() => trainer.Train(Train, Valid, null, TestContext.Current.CancellationToken));

        Assert.Equal(
            "The training diverged: in epoch 1 gradient or scores are not finite. Lower LearningRate or ClipNorm of TrainingOptions.", error.Message);
    }

    [Fact]
    public void Train_WithNoKnownTagToCalibrateOn_LeavesTheTemperatureAtOne()
    {
        Corpus unknown = new([new(["to", "Taipei"], ["B-x", "B-y"], null)], "unknown");

        SlotTagger tagger = new TaggerTrainer(Small, Options() with { Epochs = 1 }).Train(Train, unknown, null, TestContext.Current.CancellationToken);

        Assert.Equal(1, tagger.Temperatures.Tags);
    }

    [Fact]
    public void Resume_WithOtherOptions_SaysWhatToDo()
    {
        string path = Path.Combine(_folder.FullName, "run.checkpoint");
        using TrainingRun run = new(Small, Options(), Train, Valid);
        run.SaveCheckpoint(path);
        using TrainingRun other = new(Small with { Units = 7 }, Options(), Train, Valid);

        ModelFileException error = Assert.Throws<ModelFileException>(() => other.Resume(path));

        Assert.Contains("belongs to a run with other options or other corpora", error.Message);
    }

    [Theory]
    [InlineData(CellKind.Elman, OutputKind.Softmax)]
    [InlineData(CellKind.Jordan, OutputKind.Crf)]
    [InlineData(CellKind.PeepholeLstm, OutputKind.Crf)]
    [InlineData(CellKind.Gru, OutputKind.Softmax)]
    public void Train_WithEveryCell_LearnsItsOwnSentences(CellKind cell, OutputKind output)
    {
        TaggerOptions options = Small with { Cell = cell, Output = output, Units = 24, WordSize = 24, Dropout = 0, WordDropout = 0 };
        TrainingOptions training = Options() with { Epochs = 30, LearningRate = 0.01, BatchSize = 4, Averaging = 0 };

        Scores scores = CorpusScoring.Score(new TaggerTrainer(options, training).Train(Train, null, null, TestContext.Current.CancellationToken), Train);

        Assert.True(scores.Slots!.Value.F1 > 0.8, $"{cell}, {output}: F1 {scores.Slots.Value.F1}");
    }

    [Fact]
    public void Create_WithoutValidation_HoldsATenthBackOnlyWhereItCanBeSpared()
    {
        TrainingPlan small = TrainingPlan.Create(Train, null, new TrainingOptions());
        TrainingPlan large = TrainingPlan.Create(new Corpus(TicketCorpus.Create(1, 400), "large"), null, new TrainingOptions());

        Assert.Null(small.Valid);
        Assert.Equal(60, small.Train.Count);
        Assert.Equal((360, 40), (large.Train.Count, large.Valid!.Count));
        Assert.Contains("40 of 400 sentences", large.Notes[0]);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static TrainingOptions Options(int threads = 2) => new() { Epochs = 4, BatchSize = 8, Threads = threads, LearningRate = 0.01 };

    private static byte[] Bytes(SlotTagger tagger)
    {
        using MemoryStream stream = new();
        tagger.Save(stream);
        return stream.ToArray();
    }

    private sealed class AfterEpoch(int epoch, CancellationTokenSource stop) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Result?.Epoch == epoch)
                stop.Cancel();
        }
    }
}
