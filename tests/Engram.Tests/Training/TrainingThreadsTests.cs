using Engram.Corpora;
using Engram.Models;
using Engram.Tests.Support;
using Engram.Training;

namespace Engram.Tests.Training;

public sealed class TrainingThreadsTests
{
    [Theory]
    [InlineData(CellKind.Lstm)]
    [InlineData(CellKind.ElmanJordan)]
    public void Train_WithOneThreadOrTwo_GivesTheSameBits(CellKind cell)
    {
        TaggerOptions options = TaggerSample.Tiny with { Cell = cell, Units = 9, Dropout = 0.3, RecurrentDropout = 0.2, WordDropout = 1 };
        Corpus corpus = new(Enumerable.Range(0, 4).SelectMany(_ => TaggerSample.Sentences));
        float[][] Weights(int threads)
        {
            SlotTagger tagger = new TaggerTrainer(options, new TrainingOptions { Epochs = 3, BatchSize = 5, TeacherForcing = true, Threads = threads })
                .Train(corpus, corpus, cancellationToken: TestContext.Current.CancellationToken);
            return [.. tagger.Network.Parameters.Select(parameter => parameter.Value)];
        }

        Assert.Equal(Weights(1), Weights(2));
    }
}
