using System.Text.Json;

namespace Engram.Evaluation;

/// <summary>Scores as JSON.</summary>
internal static class ScoresJson
{
    public static void Write(Utf8JsonWriter writer, Scores scores)
    {
        writer.WriteStartObject();
        WriteFigures(writer, scores);
        WriteConfusions(writer, scores);
        WriteCalibrations(writer, scores);
        WriteUnknown(writer, "unknownTags", scores.UnknownTags);
        WriteUnknown(writer, "unknownIntents", scores.UnknownIntents);
        writer.WriteEndObject();
    }

    /// <summary>The figures of the whole and of each slot, as members of an object that was begun.</summary>
    public static void WriteFigures(Utf8JsonWriter writer, Scores scores)
    {
        writer.WriteNumber("sentences", scores.Sentences);
        writer.WriteNumber("tokens", scores.Tokens);
        if (scores.Slots is SpanScore slots)
        {
            writer.WriteStartObject("slots");
            WriteFractions(writer, slots);
            writer.WriteEndObject();
        }
        if (scores.IntentAccuracy is double accuracy)
        {
            writer.WriteStartObject("intent");
            writer.WriteNumber("accuracy", accuracy);
            writer.WriteEndObject();
        }
        writer.WriteNumber("exact", scores.Exact);
        writer.WriteNumber("tokenAccuracy", scores.TokenAccuracy);
        WritePerSlot(writer, scores);
    }

    private static void WriteFractions(Utf8JsonWriter writer, SpanScore score)
    {
        writer.WriteNumber("precision", score.Precision);
        writer.WriteNumber("recall", score.Recall);
        writer.WriteNumber("f1", score.F1);
        writer.WriteNumber("gold", score.Gold);
        writer.WriteNumber("predicted", score.Predicted);
        writer.WriteNumber("correct", score.Correct);
    }

    private static void WritePerSlot(Utf8JsonWriter writer, Scores scores)
    {
        writer.WriteStartArray("perSlot");
        foreach (SlotScore slot in scores.PerSlot)
        {
            writer.WriteStartObject();
            writer.WriteString("name", slot.Name);
            WriteFractions(writer, slot.Score);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteConfusions(Utf8JsonWriter writer, Scores scores)
    {
        writer.WriteStartArray("confusion");
        foreach (SlotConfusion confusion in scores.Confusions)
        {
            writer.WriteStartObject();
            writer.WriteString("gold", confusion.Gold);
            writer.WriteString("predicted", confusion.Predicted);
            writer.WriteNumber("count", confusion.Count);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteCalibrations(Utf8JsonWriter writer, Scores scores)
    {
        if (scores.TagCalibration is null && scores.IntentCalibration is null) return;
        writer.WriteStartObject("calibration");
        WriteCalibration(writer, "tags", scores.TagCalibration);
        WriteCalibration(writer, "intent", scores.IntentCalibration);
        writer.WriteEndObject();
    }

    private static void WriteCalibration(Utf8JsonWriter writer, string name, Calibration? calibration)
    {
        if (calibration is null) return;
        writer.WriteStartObject(name);
        writer.WriteNumber("expectedCalibrationError", calibration.ExpectedCalibrationError);
        writer.WriteStartArray("bins");
        foreach (CalibrationBin bin in calibration.Bins)
        {
            writer.WriteStartObject();
            writer.WriteNumber("lower", bin.Lower);
            writer.WriteNumber("upper", bin.Upper);
            writer.WriteNumber("count", bin.Count);
            writer.WriteNumber("meanProbability", bin.MeanProbability);
            writer.WriteNumber("accuracy", bin.Accuracy);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteUnknown(Utf8JsonWriter writer, string name, IReadOnlyList<KeyValuePair<string, int>> counts)
    {
        if (counts.Count == 0) return;
        writer.WriteStartObject(name);
        foreach ((string key, int count) in counts) writer.WriteNumber(key, count);
        writer.WriteEndObject();
    }
}
