using Engram.Corpora;
using Engram.Encoders;
using Engram.Models;
using Engram.Tests.Support;
using Engram.Training;

namespace Engram.Tests.Models;

public sealed class FoldedWordsTests
{
    [Theory]
    [InlineData(CellKind.Lstm, true)]
    [InlineData(CellKind.Gru, true)]
    [InlineData(CellKind.GruResetAfter, false)]
    [InlineData(CellKind.Elman, false)]
    public void Forward_WithFoldedWords_GivesTheSameBits(CellKind cell, bool bidirectional)
    {
        (TaggerNetwork<float> network, WordFeatures[][] sentences) = Create(TaggerSample.Tiny with { Cell = cell, Units = 9, Bidirectional = bidirectional });
        TaggerPass<float> plain = new(network), folded = new(network, words: network.FoldWords());
        WordBatch batch = new();
        for (int round = 0; round < 3; round++)
        {
            batch.Fill(sentences.AsSpan(0, round + 1)); // the second round knows some words, the third all
            plain.Forward(batch);
            folded.Forward(batch);

            for (int row = 0; row < plain.Emissions.Rows; row++)
                Assert.Equal(plain.Emissions.Row(row).ToArray(), folded.Emissions.Row(row).ToArray());
        }
    }

    [Fact]
    public void FoldWords_WhereTheFirstLayerSeesMoreThanTheWord_IsNull()
    {
        Assert.Null(Create(TaggerSample.Tiny with { Window = 3 }).Network.FoldWords());
        Assert.Null(Create(TaggerSample.Tiny with { Cell = CellKind.Jordan, Layers = 1 }).Network.FoldWords());
    }

    [Fact]
    public void Forward_Warm_AllocatesNothing()
    {
        (TaggerNetwork<float> network, WordFeatures[][] sentences) = Create(TaggerSample.Tiny);
        TaggerPass<float> pass = new(network, words: network.FoldWords());
        WordBatch batch = new();
        void Run()
        {
            batch.Fill(sentences);
            pass.Forward(batch);
        }

        Run();
        Run();
        long before = GC.GetAllocatedBytesForCurrentThread();

        Run();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static (TaggerNetwork<float> Network, WordFeatures[][] Sentences) Create(TaggerOptions options)
    {
        Corpus corpus = new(TaggerSample.Sentences);
        SlotTagger tagger = new TaggerTrainer(options, new TrainingOptions { Epochs = 1, Threads = 1 }).Train(corpus);
        WordFeatures[] words = [.. corpus.SelectMany(sentence => sentence.Tokens).Distinct().Select(tagger.Lexicon.Features)];
        return (tagger.Network, [words[..2], words[1..], [words[2], words[0], words[2]]]);
    }
}
