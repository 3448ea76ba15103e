using System.Text.Json.Serialization;
using Engram.Models;

namespace Engram.Inspection;

/// <summary>How what is computed from traces becomes JSON; as the traces themselves do.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(CellForm), typeof(DirectionForm), typeof(UtteranceForm), typeof(NumberForm), typeof(RowForm)])]
[JsonSerializable(typeof(TraceComparison))]
[JsonSerializable(typeof(SlotExplanation))]
internal sealed partial class InspectionJsonContext : JsonSerializerContext;
