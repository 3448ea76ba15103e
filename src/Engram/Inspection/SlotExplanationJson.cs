using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Engram.Inspection;

/// <summary>The JSON form of an explanation, as <c>POST /v1/why</c> answers. See <c>docs/formats/trace.md</c>.</summary>
public static class SlotExplanationJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One JSON object on one line.</summary>
    /// <param name="explanation">What is written.</param>
    public static string ToJson(SlotExplanation explanation)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Options))
            Write(writer, explanation);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes one object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="explanation">What is written.</param>
    public static void Write(Utf8JsonWriter writer, SlotExplanation explanation)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(explanation);
        JsonSerializer.Serialize(writer, explanation, InspectionJsonContext.Default.SlotExplanation);
    }
}
