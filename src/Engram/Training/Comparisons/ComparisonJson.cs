using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Engram.Models;

namespace Engram.Training.Comparisons;

/// <summary>A comparison as JSON.</summary>
internal static class ComparisonJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string ToJson(ComparisonResult result)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, Options))
        {
            json.WriteStartObject();
            WriteCorpora(json, result);
            json.WriteStartArray("architectures");
            foreach (ArchitectureResult row in result.Architectures)
                Write(json, row);
            json.WriteEndArray();
            json.WriteStartArray("claims");
            foreach (ClaimVerdict verdict in result.Verdicts)
                Write(json, verdict);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteCorpora(Utf8JsonWriter json, ComparisonResult result)
    {
        json.WriteString("train", result.Train.Name);
        json.WriteNumber("trainSentences", result.Train.Count);
        json.WriteString("valid", result.Valid.Name);
        json.WriteNumber("validSentences", result.Valid.Count);
        json.WriteNumber("seeds", result.Options.Seeds);
        json.WriteNumber("epochs", result.Options.Training.Epochs);
        json.WriteNumber("units", result.Options.Network.Units);
        (int slots, int sentences) = result.Hidden.Count(result.Valid);
        (int plainSlots, int plainSentences) = HiddenWords.None(result.Train, result.Options.Network.Folding).Count(result.Valid);
        json.WriteStartObject("unseen");
        json.WriteNumber("slots", plainSlots);
        json.WriteNumber("sentences", plainSentences);
        json.WriteNumber("hiddenWords", result.Hidden.Words.Count);
        json.WriteNumber("trainSentencesWithHiddenWords", result.Train.Count - result.Hidden.Train.Count);
        json.WriteNumber("slotsWithWordsHidden", slots);
        json.WriteNumber("sentencesWithWordsHidden", sentences);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ArchitectureResult row)
    {
        TaggerOptions options = row.Architecture.Options;
        json.WriteStartObject();
        json.WriteString("name", row.Architecture.Name);
        json.WriteString("cell", ConfigObject.NameOf(options.Cell));
        json.WriteBoolean("bidirectional", options.Bidirectional);
        json.WriteNumber("layers", options.Layers);
        json.WriteNumber("units", options.Units);
        json.WriteNumber("trigramSize", options.TrigramSize);
        json.WriteBoolean("wordsHidden", row.Architecture.WordsHidden);
        json.WriteNumber("learningRate", row.LearningRate);
        json.WriteNumber("parameters", row.Parameters);
        json.WriteStartObject("f1");
        json.WriteNumber("mean", row.MeanF1);
        json.WriteNumber("sd", row.DeviationF1);
        json.WriteEndObject();
        json.WriteNumber("seconds", Math.Round(row.MeanSeconds, 3));
        json.WriteStartArray("runs");
        foreach (ArchitectureRun run in row.Runs)
        {
            json.WriteStartObject();
            json.WriteNumber("seed", run.Seed);
            json.WriteNumber("f1", run.F1);
            json.WriteNumber("unseenF1", run.UnseenF1);
            json.WriteNumber("seconds", Math.Round(run.Seconds, 3));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ClaimVerdict verdict)
    {
        json.WriteStartObject();
        json.WriteString("claim", verdict.Claim.Statement);
        json.WriteString("subject", verdict.Claim.Subject.Name);
        json.WriteString("other", verdict.Claim.Other.Name);
        json.WriteNumber("subjectF1", verdict.SubjectF1);
        json.WriteNumber("otherF1", verdict.OtherF1);
        json.WriteNumber("difference", verdict.Difference);
        json.WriteNumber("p", verdict.PValue);
        json.WriteNumber("slots", verdict.Slots);
        json.WriteNumber("seeds", verdict.Seeds);
        json.WriteString("verdict", ConfigObject.NameOf(verdict.Verdict));
        json.WriteEndObject();
    }
}
