using System.Text.Json;
using Engram.Models;

namespace Engram.Inspection;

/// <summary>The JSON form of two traces and where they differ, as <c>POST /v1/compare</c> answers. See <c>docs/formats/trace.md</c>.</summary>
public static class TraceComparisonJson
{
    /// <summary>One JSON object on one line.</summary>
    /// <param name="comparison">What is written.</param>
    public static string ToJson(TraceComparison comparison) => JsonText.Of(comparison, Write);

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
