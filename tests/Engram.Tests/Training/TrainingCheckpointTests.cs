using System.Globalization;
using CsCheck;
using Engram.Corpora;
using Engram.Models;
using Engram.Tagging;
using Engram.Training;

namespace Engram.Tests.Training;

public sealed class TrainingCheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Resume_UnderAnotherCulture_GoesOn()
    {
        string path = Save(decimalSeparator: ",");
        using TrainingRun run = Create();

        run.Resume(path);

        Assert.Equal(1, run.Epoch);
    }

    // In IOB1 and in BIO the same I-x begins another slot or goes on with one.
    [Fact]
    public void Fingerprint_OfTheSameTagsInAnotherScheme_IsAnother()
    {
        Utterance[] sentences = [new(["to", "Taipei"], ["O", "I-x"], null)];

        Assert.NotEqual(Fingerprint(TagScheme.Bio), Fingerprint(TagScheme.Iob1));
        Assert.Equal(Fingerprint(TagScheme.Bio), Fingerprint(TagScheme.Bio));

        string Fingerprint(TagScheme scheme)
            => TrainingCheckpoint.Fingerprint(TinyTagger.Options, TinyTagger.Training, new Corpus(sentences, "c", scheme), null);
    }

    [Fact]
    public void Resume_FromACheckpointWithoutAnArray_NamesTheFile()
    {
        string path = Save();
        ModelFile whole = ModelFile.Load(path);
        new ModelFile(whole.Config, [.. whole.Tensors.Skip(1)]).Save(path);
        using TrainingRun run = Create();

        ModelFileException refusal = Assert.Throws<ModelFileException>(() => run.Resume(path));

        Assert.StartsWith($"{path}: '", refusal.Message);
        Assert.EndsWith(" is missing. The file is damaged; train without --resume.", refusal.Message);
    }

    [Fact]
    public void Load_OfACheckpointAsAModel_SaysWhatItIsFor()
    {
        ModelFileException refusal = Assert.Throws<ModelFileException>(() => SlotTagger.Load(Save()));

        Assert.Contains("this is no tagger, but 'engram checkpoint'", refusal.Message);
        Assert.Contains("'engram train --resume'", refusal.Message);
    }

    [Fact]
    public void Resume_FromAModel_SaysThatItIsNoCheckpoint()
    {
        string path = _folder.File("tickets.engram");
        TinyTagger.Train().Save(path);
        using TrainingRun run = Create();

        ModelFileException refusal = Assert.Throws<ModelFileException>(() => run.Resume(path));

        Assert.Contains("this is no checkpoint of a training run", refusal.Message);
    }

    [Fact]
    public void Resume_FromADamagedCheckpoint_IsRefused()
    {
        string path = Save();
        byte[] good = File.ReadAllBytes(path);
        using TrainingRun run = Create();

        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Int[0, 7]).Sample(
            (at, bit) =>
            {
                byte[] bad = [.. good];
                bad[at] ^= (byte)(1 << bit);
                File.WriteAllBytes(path, bad);
                Assert.Throws<ModelFileException>(() => run.Resume(path));
            },
            iter: 100,
            threads: 1);
    }

    public void Dispose() => _folder.Dispose();

    private static TrainingRun Create() => new(TinyTagger.Options, TinyTagger.Training, TinyTagger.Corpus, TinyTagger.Valid);

    private string Save(string decimalSeparator = ".")
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = decimalSeparator;
            CultureInfo.CurrentCulture = culture;
            using TrainingRun run = Create();
            run.Run(cancellationToken: TestContext.Current.CancellationToken);
            string path = _folder.File("run.checkpoint");
            run.SaveCheckpoint(path);
            return path;
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
