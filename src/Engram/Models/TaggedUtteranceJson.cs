using System.Text.Json;

namespace Engram.Models;

/// <summary>The JSON form of an answer: what <c>engram tag --format json</c> prints and the HTTP service returns.</summary>
/// <remarks>Text such as 台北 stays readable. <c>start</c> and <c>end</c> count UTF-16 code units, end exclusive; probabilities are from 0 to 1,
/// rounded to nine decimals. <c>intent</c> is absent where there is none.</remarks>
public static class TaggedUtteranceJson
{
    private const int Decimals = 9;

    /// <summary>An answer as one JSON object on one line.</summary>
    /// <param name="utterance">The answer.</param>
    public static string ToJson(TaggedUtterance utterance) => JsonText.Of(utterance, Write);

    /// <summary>Writes an answer as one object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="utterance">The answer.</param>
    public static void Write(Utf8JsonWriter writer, TaggedUtterance utterance)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(utterance);
        writer.WriteStartObject();
        writer.WriteString("text", utterance.Text);
        writer.WriteStartArray("tokens");
        foreach (TaggedToken token in utterance.Tokens)
            WriteToken(writer, token);
        writer.WriteEndArray();
        writer.WriteStartArray("slots");
        foreach (Slot slot in utterance.Slots)
            WriteSlot(writer, slot);
        writer.WriteEndArray();
        if (utterance.Intent is { } intent)
            WriteIntent(writer, intent);
        writer.WriteEndObject();
    }

    private static void WriteToken(Utf8JsonWriter writer, TaggedToken token)
    {
        writer.WriteStartObject();
        writer.WriteString("text", token.Text);
        writer.WriteNumber("start", token.Start);
        writer.WriteNumber("end", token.End);
        writer.WriteString("tag", token.Tag);
        WriteProbability(writer, token.Probability);
        writer.WriteStartArray("alternatives");
        foreach (TagProbability tag in token.Alternatives)
            WriteChoice(writer, "tag", tag.Tag, tag.Probability);
        writer.WriteEndArray();
        writer.WriteStartArray("slots");
        foreach (SlotProbability slot in token.Slots)
            WriteChoice(writer, "name", slot.Name, slot.Probability);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteSlot(Utf8JsonWriter writer, Slot slot)
    {
        writer.WriteStartObject();
        writer.WriteString("name", slot.Name);
        writer.WriteString("value", slot.Value);
        writer.WriteNumber("start", slot.Start);
        writer.WriteNumber("end", slot.End);
        WriteProbability(writer, slot.Probability);
        writer.WriteEndObject();
    }

    private static void WriteIntent(Utf8JsonWriter writer, IntentPrediction intent)
    {
        writer.WriteStartObject("intent");
        writer.WriteString("name", intent.Name);
        WriteProbability(writer, intent.Probability);
        writer.WriteStartArray("ranking");
        foreach (IntentProbability candidate in intent.Ranking)
            WriteChoice(writer, "name", candidate.Name, candidate.Probability);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteChoice(Utf8JsonWriter writer, string what, string name, double probability)
    {
        writer.WriteStartObject();
        writer.WriteString(what, name);
        WriteProbability(writer, probability);
        writer.WriteEndObject();
    }

    private static void WriteProbability(Utf8JsonWriter writer, double probability) =>
        writer.WriteNumber("probability", Math.Round(Math.Clamp(probability, 0, 1), Decimals));
}
