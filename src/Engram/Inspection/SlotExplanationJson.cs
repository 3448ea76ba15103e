using System.Text.Json;
using Engram.Models;

namespace Engram.Inspection;

/// <summary>The JSON form of an explanation, as <c>POST /v1/why</c> answers. See <c>docs/formats/trace.md</c>.</summary>
public static class SlotExplanationJson
{
    /// <summary>One JSON object on one line.</summary>
    /// <param name="explanation">What is written.</param>
    public static string ToJson(SlotExplanation explanation) => JsonText.Of(explanation, Write);

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
