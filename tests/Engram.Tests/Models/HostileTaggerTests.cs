using System.Text.Json.Nodes;
using CsCheck;
using Engram.Models;

namespace Engram.Tests.Models;

/// <summary>Model files whose checksums are right and whose content is not.</summary>
public class HostileTaggerTests
{
    private static readonly Lazy<byte[]> Good = new(() => TinyTagger.Save(TinyTagger.Train()));

    [Fact]
    public void Load_WithAnyFieldMissing_NamesIt()
    {
        foreach (string path in Fields())
        {
            ModelFileException refusal = Refused(config => Parent(config, path).Remove(Name(path)));
            Assert.Contains($"'{path}' is missing", refusal.Message);
        }
    }

    [Fact]
    public void Load_WithAnyFieldOfAnotherType_NamesItAndWhatWasExpected()
    {
        foreach (string path in Fields())
        {
            JsonNode wrong = Parent(JsonNode.Parse(Config())!, path)[Name(path)] is JsonValue value && value.TryGetValue(out string? _)
                ? JsonValue.Create(17)
                : JsonValue.Create("seventeen");
            ModelFileException refusal = Refused(config => Parent(config, path)[Name(path)] = wrong.DeepClone());
            Assert.Contains($"'{path}' is {wrong.ToJsonString()}, but ", refusal.Message);
            Assert.Contains("train the model anew", refusal.Message);
        }
    }

    [Theory]
    [InlineData("options.units", "0", "Units: must be from 1 to 4096, but is 0")]
    [InlineData("options.units", "1e3", "'options.units' is 1e3, but a whole number was expected")]
    [InlineData("options.dropout", "1", "Dropout: must be at least 0 and below 1, but is 1")]
    [InlineData("options.window", "2", "Window: must be an odd number from 1 to 15, or 0 to choose by the tokenizer, but is 2")]
    [InlineData("options.cell", "\"lstn\"", "'options.cell' is 'lstn'. Expected one of: elman, elmanRelu, jordan, ")]
    [InlineData("labels.scheme", "\"BIO\"", "'labels.scheme' is 'BIO'. Expected one of: bio, iob1, bioes, plain")]
    [InlineData("labels.tags", "[]", "The list of tags is empty")]
    [InlineData("labels.tags", "[\"O\",\"X-y\"]", "Tag 'X-y' has no form of the scheme Bio")]
    [InlineData("labels.tags", "[\"O\",\"O\"]", "'labels.tags[1]' is 'O', which stands there already")]
    [InlineData("labels.tags", "[\"O\",null]", "'labels.tags[1]' is null, but a string was expected")]
    [InlineData("vocabulary.words", "[\"\\ud800\"]", "'vocabulary.words[0]' holds text that is not valid Unicode")]
    [InlineData("temperatures.tags", "0", "'temperatures.tags' is 0, but a number from 0.001 to 1000 was expected")]
    [InlineData("temperatures.tags", "1e999", "'temperatures.tags' is 1e999, but a number from 0.001 to 1000 was expected")]
    [InlineData("tokenizer", "{\"kind\":\"letters\"}", "'kind' is 'letters', but 'words', 'characters' or 'whitespace' was expected")]
    public void Load_WithAValueThatCannotBe_SaysWhatIsWrong(string path, string value, string expected)
    {
        string text = ConfigWith(path, value);

        ModelFileException refusal = Assert.Throws<ModelFileException>(() => Load(text));

        Assert.StartsWith("model: the configuration (engram.config) is damaged: ", refusal.Message);
        Assert.Contains(expected, refusal.Message);
    }

    [Theory]
    [InlineData("options.units", "4096")]
    [InlineData("options.layers", "16")]
    [InlineData("options.wordSize", "4096")]
    [InlineData("options.characterUnits", "1024")]
    [InlineData("options.window", "15")]
    public void Load_OfANetworkThatTheFileCannotHold_TakesNoMemoryForIt(string path, string value)
    {
        string text = ConfigWith(path, value).Replace("\"units\":6", "\"units\":4096", StringComparison.Ordinal);
        byte[] file = Pack(text, Tensors());
        Assert.Throws<ModelFileException>(() => TinyTagger.Load(file));

        long before = GC.GetAllocatedBytesForCurrentThread();
        ModelFileException refusal = Assert.Throws<ModelFileException>(() => TinyTagger.Load(file));
        long taken = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Contains("describes a network of at least", refusal.Message);
        Assert.InRange(taken, 0, 4_000_000);
    }

    // Attention over inputs of 1024 and more takes 3·1024² weights, feedback of 4096 units 4096²; the rest fits the padding.
    [Theory]
    [InlineData("options.shapeSize", "1024", "options.attention", "true")]
    [InlineData("options.units", "4096", "options.cell", "\"elmanJordan\"")]
    public void Load_OfSquareWeightsThatTheFileCannotHold_TakesNoMemoryForThem(string path, string value, string path2, string value2)
    {
        JsonObject config = JsonNode.Parse(Config())!.AsObject();
        config["options"]!["cell"] = "jordan"; // whose layers but the top one are left out
        Parent(config, path)[Name(path)] = JsonNode.Parse(value);
        Parent(config, path2)[Name(path2)] = JsonNode.Parse(value2);
        byte[] file = Pack(config.ToJsonString(), [.. Tensors(), Tensor("padding", 1000, 1000)]);
        Assert.Throws<ModelFileException>(() => TinyTagger.Load(file));

        long before = GC.GetAllocatedBytesForCurrentThread();
        ModelFileException refusal = Assert.Throws<ModelFileException>(() => TinyTagger.Load(file));
        long taken = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Contains("describes a network of at least", refusal.Message);
        Assert.InRange(taken, 0, 2 * file.Length);
    }

    [Fact]
    public void Load_WithMoreTagsThanTheFileCanBeFor_TakesNoMemoryForTheirTable()
    {
        string tags = $"[\"O\",{string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"\"B-{i}\""))}]";

        ModelFileException refusal = Assert.Throws<ModelFileException>(() => Load(ConfigWith("labels.tags", tags)));

        Assert.Contains("lists 20001 tags, more than a file of", refusal.Message);
    }

    [Fact]
    public void Load_WithATensorMissing_NamesItAndItsShape()
    {
        ModelFileException refusal = Assert.Throws<ModelFileException>(
            () => TinyTagger.Load(Pack(Config(), [.. Tensors().Where(tensor => tensor.Name != "layers.0.forward.bias"), Tensor("padding", 1, 24)])));

        Assert.Contains("the tensor 'layers.0.forward.bias' is missing; expected shape [1, 24]", refusal.Message);
    }

    [Fact]
    public void Load_WithATensorOfAnotherShape_NamesBoth()
    {
        ModelFileException refusal = Assert.Throws<ModelFileException>(() => TinyTagger.Load(
            Pack(Config(), [.. Tensors().Where(tensor => tensor.Name != "layers.0.forward.bias"), Tensor("layers.0.forward.bias", 24, 1)])));

        Assert.Contains("the tensor 'layers.0.forward.bias' has shape [24, 1]; expected shape [1, 24]", refusal.Message);
    }

    [Fact]
    public void Load_WithATensorTooMany_NamesIt()
    {
        ModelFileException refusal = Assert.Throws<ModelFileException>(
            () => TinyTagger.Load(Pack(Config(), [.. Tensors(), Tensor("layers.9.bias", 1, 2)])));

        Assert.Contains("the network has no place for these tensors: layers.9.bias", refusal.Message);
    }

    [Fact]
    public void Load_WithAWeightThatIsNoNumber_NamesTheTensor()
    {
        StoredTensor[] tensors = Tensors();
        int at = Array.FindIndex(tensors, tensor => tensor.Name == "layers.0.forward.bias");
        float[] values = new float[24];
        values[5] = float.NaN;
        tensors[at] = StoredTensor.Create<float>("layers.0.forward.bias", [1, 24], values);

        ModelFileException refusal = Assert.Throws<ModelFileException>(() => TinyTagger.Load(Pack(Config(), tensors)));

        Assert.Contains("the tensor 'layers.0.forward.bias' holds a value that is not finite", refusal.Message);
    }

    [Fact]
    public void Load_WithAnyCharacterOfTheConfigurationChanged_LoadsOrRefuses()
    {
        string config = Config();
        StoredTensor[] tensors = Tensors();
        Gen.Select(Gen.Int[0, config.Length - 1], Gen.Char["\"{}[],:019-eEtfn\\ \u53f0\0"], Gen.Int[0, 3]).Sample(
            (at, character, removed) =>
            {
                string edited = config.Remove(at, Math.Min(removed, config.Length - at)).Insert(at, character.ToString());
                LoadsOrRefuses(() => TinyTagger.Load(Pack(edited, tensors)));
            },
            iter: 300);
    }

    [Fact]
    public void Load_WithAnyNumberInAnyField_LoadsOrRefuses()
    {
        StoredTensor[] tensors = Tensors();
        string[] numbers = [.. Fields().Where(path => path.StartsWith("options.", StringComparison.Ordinal))];
        Gen.Select(Gen.OneOf([.. numbers.Select(number => Gen.Const(number))]), Gen.OneOf(Gen.Int[-2, 20], Gen.Int, Gen.Int[1000, 5000])).Sample(
            (path, value) => LoadsOrRefuses(() => TinyTagger.Load(Pack(ConfigWith(path, $"{value}"), tensors))), iter: 300);
    }

    private static void LoadsOrRefuses(Func<SlotTagger> load)
    {
        try
        {
            load().Tag(TinyTagger.Sentence);
        }
        catch (ModelFileException refusal)
        {
            Assert.NotEmpty(refusal.Message);
        }
    }

    private static ModelFileException Refused(Action<JsonObject> edit)
    {
        JsonObject config = JsonNode.Parse(Config())!.AsObject();
        edit(config);
        return Assert.Throws<ModelFileException>(() => Load(config.ToJsonString()));
    }

    private static string ConfigWith(string path, string value)
    {
        JsonObject config = JsonNode.Parse(Config())!.AsObject();
        Parent(config, path)[Name(path)] = "@@";
        return config.ToJsonString().Replace("\"@@\"", value, StringComparison.Ordinal);
    }

    // Every field that a configuration must have; the tokenizer's own are its own affair.
    private static IEnumerable<string> Fields() => JsonNode.Parse(Config())!.AsObject().SelectMany(field =>
        field.Key == "tokenizer" ? [] : field.Value!.AsObject().Select(inner => $"{field.Key}.{inner.Key}"));

    private static JsonObject Parent(JsonNode config, string path) =>
        path.Contains('.', StringComparison.Ordinal) ? config[path.Split('.')[0]]!.AsObject() : config.AsObject();

    private static string Name(string path) => path.Split('.')[^1];

    private static StoredTensor Tensor(string name, int rows, int columns) =>
        StoredTensor.Create<float>(name, [rows, columns], new float[rows * columns]);

    private static string Config() => ModelFile.Load(new MemoryStream(Good.Value)).Config;

    private static StoredTensor[] Tensors() => [.. ModelFile.Load(new MemoryStream(Good.Value)).Tensors];

    private static SlotTagger Load(string config) => TinyTagger.Load(Pack(config, Tensors()));

    private static byte[] Pack(string config, IReadOnlyList<StoredTensor> tensors)
    {
        using MemoryStream stream = new();
        new ModelFile(config, tensors).Save(stream);
        return stream.ToArray();
    }
}
