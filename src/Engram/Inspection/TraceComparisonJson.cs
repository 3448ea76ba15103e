using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Engram.Inspection;

/// <summary>The JSON form of two traces and where they differ, as <c>POST /v1/compare</c> answers. See <c>docs/formats/trace.md</c>.</summary>
public static class TraceComparisonJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One JSON object on one line.</summary>
    /// <param name="comparison">What is written.</param>
    public static string ToJson(TraceComparison comparison)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Options))
            Write(writer, comparison);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes one object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="comparison">What is written.</param>
    public static void Write(Utf8JsonWriter writer, TraceComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(comparison);
        JsonSerializer.Serialize(writer, comparison, InspectionJsonContext.Default.TraceComparison);
    }
}
