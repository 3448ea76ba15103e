using CsCheck;
using Engram.Corpora;
using Engram.Models;
using Engram.Numerics;

namespace Engram.Tests.Models;

public sealed class QuantizedTaggerTests
{
    public static TheoryData<CellKind, WeightPrecision> CellsAndBits
    {
        get
        {
            TheoryData<CellKind, WeightPrecision> data = [];
            foreach (CellKind cell in Enum.GetValues<CellKind>())
            {
                data.Add(cell, WeightPrecision.Bits16);
                data.Add(cell, WeightPrecision.Bits8);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(CellsAndBits))]
    public void LoadInFewerBits_ThenSaveAndLoad_AnswersWithTheSameBits(CellKind cell, WeightPrecision precision)
    {
        byte[] file = TinyTagger.Save(TinyTagger.Train(TinyTagger.Options with { Cell = cell, Attention = true }));

        SlotTagger quantized = Load(file, precision);
        byte[] smaller = TinyTagger.Save(quantized);
        SlotTagger loaded = TinyTagger.Load(smaller);

        Assert.Equal((precision, precision), (quantized.Network.Precision, loaded.Network.Precision));
        TinyTagger.AssertSameAnswers(quantized, loaded);
        Assert.Equal(smaller, TinyTagger.Save(loaded));
        AssertNear(TinyTagger.Load(file), loaded, precision == WeightPrecision.Bits8 ? 0.05 : 0.02);
    }

    // Names of files are a contract: kernels and tables in fewer bits, each with its factors; what is small stays as it is.
    [Fact]
    public void Save_InEightBits_WritesWholeNumbersAndFactors()
    {
        ModelFile file = Open(TinyTagger.Save(Load(Trained.Value, WeightPrecision.Bits8)));

        Assert.Equal(
            [
                "crf.end F32", "crf.start F32", "crf.transitions F32", "emissions.bias F32", "emissions.kernel I8", "emissions.kernel.scales F32",
                "encoders.characters.forward.bias F32", "encoders.characters.forward.kernel I8", "encoders.characters.forward.kernel.scales F32",
                "encoders.characters.forward.recurrentKernel I8", "encoders.characters.forward.recurrentKernel.scales F32",
                "encoders.characters.reverse.bias F32", "encoders.characters.reverse.kernel I8", "encoders.characters.reverse.kernel.scales F32",
                "encoders.characters.reverse.recurrentKernel I8", "encoders.characters.reverse.recurrentKernel.scales F32",
                "encoders.characters.table I8", "encoders.characters.table.scales F32",
                "encoders.shapes.table I8", "encoders.shapes.table.scales F32", "encoders.words.table I8", "encoders.words.table.scales F32",
                "intents.bias F32", "intents.kernel I8", "intents.kernel.scales F32", "intents.query F32",
                "layers.0.forward.bias F32", "layers.0.forward.kernel I8", "layers.0.forward.kernel.scales F32",
                "layers.0.forward.recurrentKernel I8", "layers.0.forward.recurrentKernel.scales F32",
                "layers.0.reverse.bias F32", "layers.0.reverse.kernel I8", "layers.0.reverse.kernel.scales F32",
                "layers.0.reverse.recurrentKernel I8", "layers.0.reverse.recurrentKernel.scales F32",
            ],
            file.Tensors.Select(tensor => $"{tensor.Name} {tensor.Type}").Order(StringComparer.Ordinal));
        Assert.Equal([24, 6], file.Find("layers.0.forward.recurrentKernel")!.Shape.ToArray());
        Assert.Equal([24], file.Find("layers.0.forward.recurrentKernel.scales")!.Shape.ToArray());
    }

    // What another program makes of the file: the whole number times its row's factor.
    [Fact]
    public void Save_InEightBits_KeepsEveryWeightWithinHalfAFactor()
    {
        ModelFile before = Open(Trained.Value), after = Open(TinyTagger.Save(Load(Trained.Value, WeightPrecision.Bits8)));
        float[] weights = new float[24 * 6], scales = new float[24], numbers = new float[24 * 6];
        before.Find("layers.0.reverse.recurrentKernel")!.CopyTo<float>(weights);
        after.Find("layers.0.reverse.recurrentKernel")!.CopyTo<float>(numbers);
        after.Find("layers.0.reverse.recurrentKernel.scales")!.CopyTo<float>(scales);

        Assert.All(weights, (weight, i) => Assert.Equal(weight, numbers[i] * scales[i / 6], (scales[i / 6] / 2) + 1e-7));
    }

    [Fact]
    public void Load_OfAFileInFewBits_NeverHoldsThemInMore()
    {
        byte[] file = TinyTagger.Save(Load(Trained.Value, WeightPrecision.Bits8));

        foreach (WeightPrecision precision in Enum.GetValues<WeightPrecision>())
        {
            SlotTagger loaded = Load(file, precision);
            Assert.Equal(WeightPrecision.Bits8, loaded.Network.Precision);
            Assert.Equal(file, TinyTagger.Save(loaded));
        }
    }

    // Half precision is another program's 16 bits: read exactly, and held as floats.
    [Fact]
    public void Load_OfHalfPrecision_HoldsFloats()
    {
        ModelFile file = Open(Trained.Value);
        StoredTensor[] halves = [.. file.Tensors.Select(tensor =>
        {
            float[] values = new float[tensor.Count];
            tensor.CopyTo<float>(values);
            return StoredTensor.Create<Half>(tensor.Name, tensor.Shape, [.. values.Select(value => (Half)value)]);
        })];

        Assert.Equal(WeightPrecision.Bits32, TinyTagger.Load(Pack(file.Config, halves)).Network.Precision);
    }

    [Theory]
    [InlineData(WeightPrecision.Bits16)]
    [InlineData(WeightPrecision.Bits8)]
    public void Predict_InFewerBits_OneByOneOrAtOnceOrOnThreads_GivesTheSameBits(WeightPrecision precision)
    {
        SlotTagger tagger = Load(Trained.Value, precision);
        string[][] sentences = [.. TinyTagger.Valid.Select(sentence => sentence.Tokens.ToArray())];
        SentencePrediction[] all = tagger.Predict(sentences);

        SentencePrediction[] alone = new SentencePrediction[sentences.Length];
        Parallel.For(0, sentences.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => alone[i] = tagger.Predict(sentences[i]));

        for (int i = 0; i < all.Length; i++)
        {
            Assert.Equal(all[i].Marginals, alone[i].Marginals);
            Assert.Equal(all[i].Intents, alone[i].Intents);
        }
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public void Load_OfEightBitsThatCannotBe_SaysWhatIsWrong(string tensor, StoredTensor? other, string expected)
    {
        ModelFile file = Open(TinyTagger.Save(Load(Trained.Value, WeightPrecision.Bits8)));
        IEnumerable<StoredTensor> others = file.Tensors.Where(old => old.Name != tensor);
        StoredTensor[] tensors = [.. others, .. other is null ? [] : new[] { other }];

        ModelFileException refusal = Assert.Throws<ModelFileException>(() => TinyTagger.Load(Pack(file.Config, tensors)));

        Assert.Equal($"model: {expected}. The weights and the configuration do not belong together. "
            + "Get the file again from where it came, or train the model anew.", refusal.Message);
    }

    public static TheoryData<string, StoredTensor?, string> Damages()
    {
        const string Kernel = "layers.0.forward.kernel", Recurrent = "layers.0.forward.recurrentKernel", Scales = Recurrent + ".scales";
        sbyte[] numbers = new sbyte[24 * 6];
        numbers[100] = -128;
        float[] endless = new float[24], negative = new float[24];
        (endless[3], negative[23]) = (float.PositiveInfinity, -0.01f);
        return new TheoryData<string, StoredTensor?, string>
        {
            { Scales, null, $"the tensor '{Scales}' is missing; expected shape [24]" },
            { Scales, StoredTensor.Create<float>(Scales, [24, 1], new float[24]), $"the tensor '{Scales}' has shape [24, 1]; expected shape [24]" },
            { Scales, StoredTensor.Create<double>(Scales, [24], new double[24]), $"the tensor '{Scales}' holds F64; expected F32" },
            { Scales, StoredTensor.Create<float>(Scales, [24], endless), $"the tensor '{Scales}' holds a value that is not finite" },
            { Scales, StoredTensor.Create<float>(Scales, [24], negative), $"the tensor '{Scales}' holds a factor below 0" },
            {
                Scales, StoredTensor.Create<float>(Scales, [24], [.. Enumerable.Repeat(3e38f, 24)]),
                $"the tensor '{Recurrent}' holds a value that is not finite"
            },
            {
                Recurrent, StoredTensor.Create<sbyte>(Recurrent, [24, 6], numbers),
                $"the tensor '{Recurrent}' holds -128; expected whole numbers from -127 to 127"
            },
            {
                Recurrent, StoredTensor.Create<byte>(Recurrent, [24, 6], new byte[24 * 6]),
                $"the tensor '{Recurrent}' holds U8; expected F32, F64, F16, BF16 or I8"
            },
            {
                Recurrent, StoredTensor.Create<float>(Recurrent, [24, 6], new float[24 * 6]),
                $"the network has no place for these tensors: {Scales}"
            },
            {
                "emissions.bias", StoredTensor.Create<sbyte>("emissions.bias", [1, Tags], new sbyte[Tags]),
                "the tensor 'emissions.bias' holds I8; expected F32, F64, F16 or BF16"
            },
            { Kernel, null, $"the tensor '{Kernel}' is missing; expected shape [24, {Inputs}]" },
        };
    }

    [Theory]
    [InlineData(WeightPrecision.Bits16)]
    [InlineData(WeightPrecision.Bits8)]
    public void Load_WithAnyByteChanged_LoadsOrRefuses(WeightPrecision precision)
    {
        byte[] file = TinyTagger.Save(Load(Trained.Value, precision));
        Gen.Select(Gen.Int[0, file.Length - 1], Gen.Byte).Sample(
            (at, value) =>
            {
                byte[] edited = [.. file];
                edited[at] = value;
                try
                {
                    TinyTagger.Load(edited, verify: false).Tag(TinyTagger.Sentence);
                }
                catch (Exception refusal) when (refusal is ModelFileException or NotFiniteNumberException)
                {
                    Assert.NotEmpty(refusal.Message);
                }
            },
            iter: 300);
    }

    [Fact]
    public void Load_OfEightBits_TakesMemoryInProportionToTheFile()
    {
        byte[] file = TinyTagger.Save(Load(TinyTagger.Save(TinyTagger.Train(TinyTagger.Options with { Units = 200 })), WeightPrecision.Bits8));
        TinyTagger.Load(file);

        long before = GC.GetAllocatedBytesForCurrentThread();
        TinyTagger.Load(file);

        // Values and gradients in 32 bits, packed forms, tables and texts.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, file.Length, 30L * file.Length);
    }

    private static readonly Lazy<byte[]> Trained = new(() => TinyTagger.Save(TinyTagger.Train()));

    private static int Tags => (int)Open(Trained.Value).Find("emissions.bias")!.Shape[1];

    private static int Inputs => (int)Open(Trained.Value).Find("layers.0.forward.kernel")!.Shape[1];

    private static SlotTagger Load(byte[] file, WeightPrecision precision) =>
        SlotTagger.Load(new MemoryStream(file), new ModelLoadOptions { Precision = precision });

    private static ModelFile Open(byte[] file) => ModelFile.Load(new MemoryStream(file));

    private static byte[] Pack(string config, IReadOnlyList<StoredTensor> tensors)
    {
        using MemoryStream stream = new();
        new ModelFile(config, tensors).Save(stream);
        return stream.ToArray();
    }

    private static void AssertNear(SlotTagger expected, SlotTagger actual, double tolerance)
    {
        foreach (Utterance sentence in TinyTagger.Valid)
        {
            float[] left = expected.Predict(sentence.Tokens).Marginals, right = actual.Predict(sentence.Tokens).Marginals;
            Assert.Equal(left.Length, right.Length);
            Assert.All(left, (value, i) => Assert.Equal(value, right[i], tolerance));
        }
    }
}
