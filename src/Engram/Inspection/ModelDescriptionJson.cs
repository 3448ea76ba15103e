using System.Text.Json;
using Engram.Layers;
using Engram.Models;
using Engram.Numerics;

namespace Engram.Inspection;

/// <summary>The JSON form of what a model is: its layers, sizes and labels, and what its training left.</summary>
/// <remarks>An element of <c>GET /v1/models</c>, described in <c>docs/formats/http.md</c>.</remarks>
public static class ModelDescriptionJson
{
    private const int MostExamples = 8;

    private const string Examples = "examples";

    /// <summary>Writes a model as one object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="tagger">The tagger.</param>
    /// <param name="facts">What is known besides.</param>
    public static void Write(Utf8JsonWriter writer, SlotTagger tagger, ModelFacts facts)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(tagger);
        ArgumentNullException.ThrowIfNull(facts);
        writer.WriteStartObject();
        writer.WriteString("name", facts.Name);
        writer.WriteBoolean("default", facts.IsDefault);
        writer.WriteString("cell", Cell(tagger));
        writer.WriteBoolean("bidirectional", tagger.Options.Bidirectional);
        writer.WriteString("output", JsonNamingPolicy.CamelCase.ConvertName(tagger.Options.Output.ToString()));
        WriteLayers(writer, tagger);
        writer.WriteNumber("parameters", tagger.Network.Parameters.Sum(parameter => (long)parameter.Count));
        writer.WriteNumber("bytes", facts.Bytes);
        WriteTexts(writer, "tags", tagger.Labels.Tags);
        WriteTexts(writer, "intents", tagger.Labels.Intents);
        writer.WriteNumber("words", tagger.Lexicon.Words.Count);
        WritePrecision(writer, tagger.Network.Precision);
        WriteExamples(writer, facts.Training?.Validation);
        WriteTraining(writer, facts.Training);
        writer.WriteEndObject();
    }

    private static string Cell(SlotTagger tagger) => JsonNamingPolicy.CamelCase.ConvertName(tagger.Options.Cell.ToString());

    // A parameter's name is that of its owner and its own: layers.1.forward.kernel.
    private static void WriteLayers(Utf8JsonWriter writer, SlotTagger tagger)
    {
        RecurrentLayer<float>[] recurrent = [.. tagger.Network.Body.CreatePass().RecurrentPasses
            .Concat(tagger.Network.Emissions.CreatePass().RecurrentPasses).Select(pass => pass.Layer)];
        writer.WriteStartArray("layers");
        foreach (IGrouping<string, Parameter<float>> owner in tagger.Network.Parameters.GroupBy(parameter => Owner(parameter.Name)))
        {
            RecurrentLayer<float>? layer = Array.Find(recurrent, candidate => Owner(candidate.Parameters[0].Name) == owner.Key);
            writer.WriteStartObject();
            writer.WriteString("name", owner.Key);
            if (layer is not null)
            {
                writer.WriteString("cell", Cell(tagger));
                writer.WriteNumber("units", layer.Cell.Units);
                writer.WriteString("direction", JsonNamingPolicy.CamelCase.ConvertName(layer.Direction.ToString()));
            }

            writer.WriteNumber("parameters", owner.Sum(parameter => (long)parameter.Count));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Owner(string parameter) => parameter.LastIndexOf('.') is var dot and > 0 ? parameter[..dot] : parameter;

    private static void WritePrecision(Utf8JsonWriter writer, WeightPrecision precision)
    {
        const string Name = "quantised";
        if (precision == WeightPrecision.Bits32)
            writer.WriteNull(Name);
        else
            writer.WriteNumber(Name, precision == WeightPrecision.Bits16 ? 16 : 8);
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static void WriteExamples(Utf8JsonWriter writer, JsonElement? validation)
    {
        writer.WriteStartArray(Examples);
        if (validation is { } known && known.TryGetProperty(Examples, out JsonElement examples) && examples.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement example in examples.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Take(MostExamples))
                example.WriteTo(writer);
        }

        writer.WriteEndArray();
    }

    private static void WriteTraining(Utf8JsonWriter writer, TrainingRecord? training)
    {
        if (training is null)
        {
            writer.WriteNull("training");
            return;
        }

        writer.WriteStartObject("training");
        writer.WriteStartArray("epochs");
        foreach (JsonElement epoch in training.Epochs)
            epoch.WriteTo(writer);
        writer.WriteEndArray();
        if (training.Validation is { } validation)
        {
            foreach (JsonProperty property in validation.EnumerateObject().Where(property => property.Name is not (Examples or "epochs")))
                property.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
