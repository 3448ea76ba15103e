using System.Text.Json;
using Engram.Models;

namespace Engram.Server.Streaming;

/// <summary>What the server says after each word: the sentence so far, its slots, which of them no further word can change, and the intent.</summary>
internal static class StreamAnswer
{
    /// <summary>Writes an answer as one object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="utterance">The sentence so far.</param>
    /// <param name="stableSlots">How many slots at the beginning are stable.</param>
    /// <param name="isFinal">Whether the sentence has ended.</param>
    public static void Write(Utf8JsonWriter json, TaggedUtterance utterance, int stableSlots, bool isFinal)
    {
        json.WriteStartObject();
        json.WriteString("text", utterance.Text);
        json.WriteStartArray("slots");
        for (int i = 0; i < utterance.Slots.Count; i++)
        {
            Slot slot = utterance.Slots[i];
            json.WriteStartObject();
            json.WriteString("name", slot.Name);
            json.WriteString("value", slot.Value);
            json.WriteNumber("start", slot.Start);
            json.WriteNumber("end", slot.End);
            json.WriteNumber("probability", slot.Probability);
            json.WriteBoolean("stable", isFinal || i < stableSlots);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (utterance.Intent is { } intent)
        {
            json.WriteStartObject("intent");
            json.WriteString("name", intent.Name);
            json.WriteNumber("probability", intent.Probability);
            json.WriteEndObject();
        }

        json.WriteBoolean("final", isFinal);
        json.WriteEndObject();
    }
}
