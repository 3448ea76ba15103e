using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Engram.Corpora;
using Engram.Encoders;
using Engram.Tagging;

namespace Engram.Models;

/// <summary>Everything of a tagger but its weights, and its JSON form in a model file.</summary>
internal sealed record TaggerConfig(
    TaggerOptions Options, Tokenizer Tokenizer, TaggerLexicon Lexicon, TaggerLabels Labels, TaggerTemperatures Temperatures)
{
    private const double SmallestTemperature = 0.001;
    private const double LargestTemperature = 1000;

    // Tags beside tags make a table; one of a million entries is always allowed, a larger one where the file is as large.
    private const long SmallTable = 1 << 20;

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the configuration; the same one gives the same text.</summary>
    public string ToJson()
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, WriterOptions))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("options");
            TaggerOptionsJson.Write(writer, Options);
            writer.WritePropertyName("tokenizer");
            Tokenizer.WriteTo(writer);
            writer.WriteStartObject("vocabulary");
            WriteTexts(writer, "words", Lexicon.Words.Symbols);
            WriteTexts(writer, "characters", Lexicon.Characters.Symbols);
            WriteTexts(writer, "shapes", Lexicon.Shapes.Symbols);
            writer.WriteEndObject();
            writer.WriteStartObject("labels");
            writer.WriteString("scheme", ConfigObject.NameOf(Labels.Scheme));
            WriteTexts(writer, "tags", Labels.Tags);
            WriteTexts(writer, "intents", Labels.Intents);
            writer.WriteEndObject();
            writer.WriteStartObject("temperatures");
            writer.WriteNumber("tags", Temperatures.Tags);
            writer.WriteNumber("intents", Temperatures.Intents);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote, checking every field.</summary>
    /// <param name="json">The text.</param>
    /// <param name="file">What messages call the file.</param>
    /// <param name="weights">How many numbers the file holds; a configuration that needs far more is refused before memory is taken.</param>
    /// <exception cref="ModelFileException">Something is missing, of another type or out of its range.</exception>
    public static TaggerConfig Read(string json, string file, long weights)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            ConfigObject.RequireFieldsOnce(document.RootElement, file);
            return Read(new ConfigObject(document.RootElement, file), weights);
        }
        catch (JsonException cause)
        {
            throw new ModelFileException($"{file}: the configuration (engram.config) is not valid JSON: {cause.Message} {ModelFile.GetItAgain}",
                cause);
        }
    }

    private static TaggerConfig Read(ConfigObject config, long weights)
    {
        if (config.Kind is { } kind)
            throw config.NoTagger(kind);
        Tokenizer tokenizer = ReadTokenizer(config);
        TaggerOptions options = TaggerOptionsJson.Read(config.Object("options"), tokenizer.Normalizer.Folding);
        ConfigObject vocabulary = config.Object("vocabulary");
        TaggerLexicon lexicon = new(
            options,
            tokenizer.Normalizer,
            new Vocabulary(vocabulary.Texts("words")),
            new Vocabulary(vocabulary.Texts("characters")),
            new Vocabulary(vocabulary.Texts("shapes")));
        TaggerLabels labels = ReadLabels(config.Object("labels"), weights);
        ConfigObject temperatures = config.Object("temperatures");
        return new TaggerConfig(options, tokenizer, lexicon, labels, new TaggerTemperatures(
            temperatures.Number("tags", SmallestTemperature, LargestTemperature),
            temperatures.Number("intents", SmallestTemperature, LargestTemperature)));
    }

    private static Tokenizer ReadTokenizer(ConfigObject config)
    {
        JsonElement tokenizer = config["tokenizer"];
        try
        {
            return Tokenizer.ReadFrom(tokenizer);
        }
        catch (CorpusException wrong)
        {
            throw config.Damaged(wrong.Message.Split(". The model's", 2)[0], wrong);
        }
    }

    private static TaggerLabels ReadLabels(ConfigObject config, long weights)
    {
        TagScheme scheme = config.Choice<TagScheme>("scheme");
        IReadOnlyList<string> tags = config.Texts("tags"), intents = config.Texts("intents");
        if ((long)tags.Count * tags.Count > SmallTable + weights)
            throw config.Damaged($"'labels.tags' lists {tags.Count} tags, more than a file of {weights} weights can be for");
        try
        {
            return new TaggerLabels(tags, scheme, intents);
        }
        catch (ArgumentException wrong)
        {
            throw config.Damaged($"'labels.tags' cannot be: {wrong.Message.Split(" (Parameter", 2)[0].TrimEnd('.')}", wrong);
        }
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
