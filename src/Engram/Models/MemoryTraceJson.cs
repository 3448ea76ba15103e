using System.Text.Json;

namespace Engram.Models;

/// <summary>The JSON form of a trace: what <c>engram inspect --json</c> prints, the HTTP service returns and the inspector's page reads.</summary>
/// <remarks>Numbers have seven significant digits; text such as 台北 stays readable. See <c>docs/formats/trace.md</c>.</remarks>
public static class MemoryTraceJson
{
    /// <summary>A trace as one JSON object on one line.</summary>
    /// <param name="trace">The trace.</param>
    public static string ToJson(MemoryTrace trace) => JsonText.Of(trace, Write);

    /// <summary>Writes a trace as one object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="trace">The trace.</param>
    public static void Write(Utf8JsonWriter writer, MemoryTrace trace)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(trace);
        JsonSerializer.Serialize(writer, trace, TraceJsonContext.Default.MemoryTrace);
    }
}
