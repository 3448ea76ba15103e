using Engram.Corpora;
using Engram.Encoders;
using Engram.Interop.Onnx;
using Engram.Layers;
using Engram.Models;
using Engram.Numerics;
using Engram.Tagging;

namespace Engram.Interop.Tests.Onnx;

public sealed class OnnxTaggerTests
{
    private static readonly TaggerOptions WordsAlone = new()
    {
        Units = 2,
        Layers = 1,
        WordSize = 3,
        CharacterUnits = 0,
        ShapeSize = 0,
        Window = 1,
        Output = OutputKind.Softmax,
    };

    [Fact]
    public void Create_NamesTheOperatorsInTheirOrder()
    {
        OnnxModel model = OnnxTagger.Create(Network(WordsAlone with { Layers = 2 }));

        string[] layer = ["LSTM", "Transpose", "Reshape"];
        Assert.Equal(["Gather", .. layer, .. layer, "MatMul", "Add"], model.Nodes.Select(node => node.Operator));
        Assert.Equal(["time", "batch", "3"], model.Outputs.Single().Shape);
        Assert.Equal([2, 8, 4], model.Weights.Single(weight => weight.Name == "lstm1.W").Shape);
    }

    // ONNX's LSTM has its gates in the order i, o, f, c (operator specification); ours are i, f, c, o.
    [Fact]
    public void Create_PutsGatesInOnnxOrder()
    {
        TaggerNetwork<float> network = Network(WordsAlone);
        Bidirectional<float> layer = network.Body.Layers.OfType<Bidirectional<float>>().Single();
        Parameter<float> bias = layer.Forward.Input.Bias;
        bias.Set([1, 2, 3, 4, 5, 6, 7, 8]);

        byte[] written = Bytes(OnnxTagger.Create(network));

        byte[] expected = [.. new float[] { 1, 2, 7, 8, 3, 4, 5, 6, 0, 0 }.SelectMany(BitConverter.GetBytes)];
        Assert.True(written.AsSpan().IndexOf(expected) >= 0, "the bias must read i, o, f, c, then the second bias of zeros");
    }

    [Fact]
    public void Create_OfWhatHasNoGraphYet_NamesIt()
    {
        Assert.Equal(
            "OnnxTagger: the network has no ONNX graph: it has a field or intents. Train with a softmax, on a corpus without intents.",
            Refusal(WordsAlone with { Output = OutputKind.Crf }));
        Assert.Equal(
            "OnnxTagger: the network has no ONNX graph: it reads more of a word than its number. Train with word vectors alone.",
            Refusal(WordsAlone with { ShapeSize = 2 }));
        Assert.Equal(
            "OnnxTagger: the network has no ONNX graph: it has a cell of the kind GruCell, or options of it. Train a plain LSTM.",
            Refusal(WordsAlone with { Cell = CellKind.Gru }));
        Assert.Equal(
            "OnnxTagger: the network has no ONNX graph: it has a layer of the kind LayerNormalization. Train bidirectional LSTM layers.",
            Refusal(WordsAlone with { LayerNormalization = true }));
    }

    private static string Refusal(TaggerOptions options) =>
        Assert.Throws<NotSupportedException>(() => OnnxTagger.Create(Network(options))).Message;

    private static TaggerNetwork<float> Network(TaggerOptions options)
    {
        Vocabulary words = new(["a", "b"]), none = new([]);
        TaggerLexicon lexicon = new(options, new WordNormalizer(TokenizerFolding.None), words, none, none);
        TaggerNetwork<float> network = new(options, lexicon, new TaggerLabels(["O", "B-x", "I-x"], TagScheme.Bio, []));
        network.Initialize(1);
        return network;
    }

    private static byte[] Bytes(OnnxModel model)
    {
        using MemoryStream stream = new();
        model.WriteTo(stream);
        return stream.ToArray();
    }
}
