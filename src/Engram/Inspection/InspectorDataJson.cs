using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Engram.Models;

namespace Engram.Inspection;

/// <summary>Everything that the inspector's page shows of a sentence, for a page that has no server to ask.</summary>
public static class InspectorDataJson
{
    /// <summary>One JSON object on one line: the trace, the comparison, why each slot, and what the model is.</summary>
    /// <param name="tagger">The model.</param>
    /// <param name="facts">What is known of it besides.</param>
    /// <param name="text">The sentence.</param>
    /// <param name="against">The sentence that it is compared with; <see langword="null"/> for none.</param>
    public static string ToJson(SlotTagger tagger, ModelFacts facts, string text, string? against = null)
    {
        ArgumentNullException.ThrowIfNull(tagger);
        MemoryTrace trace = tagger.Trace(text);
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteBoolean("offline", true);
            writer.WritePropertyName("trace");
            MemoryTraceJson.Write(writer, trace);
            if (against is not null)
            {
                writer.WritePropertyName("compare");
                TraceComparisonJson.Write(writer, TraceComparison.Of(tagger, text, against));
            }

            writer.WriteStartArray("why");
            if (trace.Utterance.Slots.Count > 0)
            {
                SlotExplainer explainer = new(tagger);
                foreach (Slot slot in trace.Utterance.Slots)
                    SlotExplanationJson.Write(writer, explainer.Explain(text, slot.Tokens.Start));
            }

            writer.WriteEndArray();
            writer.WritePropertyName("model");
            ModelDescriptionJson.Write(writer, tagger, facts);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
