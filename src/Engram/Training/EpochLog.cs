using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Engram.Evaluation;

namespace Engram.Training;

/// <summary>The log of a training run: one JSON object a line, one line an epoch.</summary>
public static class EpochLog
{
    /// <summary>One line, without its end.</summary>
    /// <param name="result">The epoch.</param>
    /// <param name="seconds">How long it took; the library has no clock of its own.</param>
    public static string ToJson(EpochResult result, double seconds)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("epoch", result.Epoch);
            json.WriteNumber("tagLoss", result.TagLoss);
            json.WriteNumber("intentLoss", result.IntentLoss);
            json.WriteNumber("gradientNorm", result.GradientNorm);
            json.WriteNumber("clipped", result.Clipped);
            json.WriteNumber("learningRate", result.LearningRate);
            WriteScores(json, result.Validation);
            json.WriteBoolean("best", result.Best);
            json.WriteNumber("seconds", Math.Round(seconds, 3));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteScores(Utf8JsonWriter json, Scores? scores)
    {
        if (scores is null)
            return;
        if (scores.Slots is { } slots)
            json.WriteNumber("f1", slots.F1);
        if (scores.IntentAccuracy is { } intents)
            json.WriteNumber("intentAccuracy", intents);
        json.WriteNumber("exact", scores.Exact);
        json.WriteNumber("tokenAccuracy", scores.TokenAccuracy);
    }
}
