using System.Reflection;
using Engram.Corpora;
using Engram.Layers;
using Engram.Models;
using Engram.Training;

namespace Engram.Tests.Models;

public class SlotTaggerFileTests
{
    public static TheoryData<CellKind> Cells => [.. Enum.GetValues<CellKind>()];

    [Theory]
    [MemberData(nameof(Cells))]
    public void SaveThenLoad_WithAnyCell_AnswersWithTheSameBits(CellKind cell)
    {
        SlotTagger tagger = TinyTagger.Train(TinyTagger.Options with { Cell = cell });

        SlotTagger loaded = TinyTagger.Load(TinyTagger.Save(tagger));

        TinyTagger.AssertSameAnswers(tagger, loaded);
        Assert.Equal(TaggedUtteranceJson.ToJson(tagger.Tag(TinyTagger.Sentence)), TaggedUtteranceJson.ToJson(loaded.Tag(TinyTagger.Sentence)));
    }

    // Each row differs from the defaults in several options, and together the rows differ in all of them.
    public static TheoryData<TaggerOptions> Networks =>
    [
        TinyTagger.Options with { OneOfN = true, WordSize = 0, CharacterUnits = 0, Window = 3, Bidirectional = false, Layers = 3 },
        TinyTagger.Options with { TrigramSize = 3, TrigramMarks = false, TrigramBuckets = 7, ShapeSize = 0, Output = OutputKind.Softmax },
        TinyTagger.Options with { Tokenizer = TokenizerKind.Whitespace, Folding = TokenizerFolding.Digits, Dropout = 0.25, WordDropout = 0.5 },
        TinyTagger.Options with { Cell = CellKind.Gru, Units = 1, Layers = 16, CharacterSize = 1, CharacterUnits = 1 },
        TinyTagger.Options with { Merge = Merge.Sum, Residual = true, LayerNormalization = true, Attention = true, LearnInitialState = true },
        TinyTagger.Options with { Bidirectional = false, LookAhead = 3, RecurrentDropout = 0.2 },
        TinyTagger.Options with { Cell = CellKind.Jordan, Units = 200, Layers = 1, Merge = Merge.Product, LearnInitialState = true },
        TinyTagger.Options with { Cell = CellKind.ElmanRelu, Units = 7 },
        TinyTagger.Options with { Cell = CellKind.InputGatedLstm, Units = 200, Layers = 2 },
        TinyTagger.Options with { Cell = CellKind.CoupledLstm, Units = 200, Layers = 2 },
        TinyTagger.Options with { Cell = CellKind.ProjectedLstm, Units = 201, Layers = 2 },
    ];

    [Theory]
    [MemberData(nameof(Networks))]
    public void SaveThenLoad_WithOtherOptions_KeepsThemAndTheBits(TaggerOptions options)
    {
        SlotTagger tagger = TinyTagger.Train(options);

        SlotTagger loaded = TinyTagger.Load(TinyTagger.Save(tagger));

        Assert.Equal(options.Window == 0 ? options with { Window = 1 } : options, loaded.Options); // a network has its window chosen
        Assert.Equal(tagger.Temperatures, loaded.Temperatures);
        TinyTagger.AssertSameAnswers(tagger, loaded);
    }

    [Fact]
    public void Networks_Together_DifferFromTheDefaultsInEveryOption()
    {
        PropertyInfo[] options = typeof(TaggerOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance);
        TaggerOptions defaults = new();
        TaggerOptions[] rows = [.. Networks.Select(row => row.Data)];

        string[] untested = [.. options.Where(option => rows.All(row => Equals(option.GetValue(row), option.GetValue(defaults)))).Select(o => o.Name)];

        Assert.Empty(untested);
    }

    [Fact]
    public void Save_AfterLoading_GivesTheSameBytes()
    {
        byte[] file = TinyTagger.Save(TinyTagger.Train());

        Assert.Equal(file, TinyTagger.Save(TinyTagger.Load(file)));
    }

    [Fact]
    public void SaveToAFile_ThenLoad_AnswersAlike()
    {
        using TemporaryFolder folder = new();
        SlotTagger tagger = TinyTagger.Train();

        tagger.Save(folder.File("tickets.engram"));

        TinyTagger.AssertSameAnswers(tagger, SlotTagger.Load(folder.File("tickets.engram")));
    }

    [Fact]
    public void Save_OfATagger_NamesTheWeightsAsTheNetworkDoes()
    {
        ModelFile file = ModelFile.Load(new MemoryStream(TinyTagger.Save(TinyTagger.Train())));

        Assert.Equal(["layers.0.forward.recurrentKernel"], file.Tensors.Select(t => t.Name).Where(name => name == "layers.0.forward.recurrentKernel"));
        Assert.Equal([24, 6], file.Find("layers.0.reverse.recurrentKernel")!.Shape.ToArray());
        Assert.NotNull(file.Find("encoders.words.table"));
        Assert.NotNull(file.Find("crf.transitions"));
    }

    [Fact]
    public void Load_OfAWeightEditedElsewhere_NeedsVerifyOff()
    {
        byte[] file = TinyTagger.Save(TinyTagger.Train());
        file[^3] ^= 1;

        ModelFileException refusal = Assert.Throws<ModelFileException>(() => TinyTagger.Load(file));

        Assert.Contains("--no-verify", refusal.Message);
        Assert.NotEmpty(TinyTagger.Load(file, verify: false).Tag(TinyTagger.Sentence).Tokens);
    }

    [Fact]
    public void SaveThenLoad_WithHalfASurrogateAmongTheWords_StillAnswersAlike()
    {
        Corpus corpus = new([new(["to", "x\ud800"], ["O", "B-place"], "go"), new(["to", "x\udc00"], ["O", "B-place"], "go")]);
        SlotTagger tagger = new TaggerTrainer(TinyTagger.Options, TinyTagger.Training)
            .Train(corpus, cancellationToken: TestContext.Current.CancellationToken);

        SlotTagger loaded = TinyTagger.Load(TinyTagger.Save(tagger));

        Assert.Equal(tagger.Predict(["to", "x\ud800"]).Marginals, loaded.Predict(["to", "x\ud800"]).Marginals);
    }
}
