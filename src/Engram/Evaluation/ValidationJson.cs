using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Engram.Corpora;

namespace Engram.Evaluation;

/// <summary>What a training found on its validation set, as <c>m.valid.json</c> beside <c>m.engram</c> keeps it: scores, what was taken for what, the
/// sentences that are wrong, and some to try.</summary>
public static class ValidationJson
{
    /// <summary>How many wrong sentences are kept: the first 200.</summary>
    public const int MostErrors = 200;

    private const int MostExamples = 8;

    private const string None = "none";

    /// <summary>One JSON object on one line. See <c>docs/formats/training.md</c>.</summary>
    /// <param name="scores">What was scored on the set.</param>
    /// <param name="corpus">The set.</param>
    /// <param name="tokenizer">Of the model; it joins tokens to sentences.</param>
    public static string ToJson(Scores scores, Corpus corpus, Tokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("corpus", corpus.Name);
            ScoresJson.WriteFigures(writer, scores);
            if (scores.Slots is not null)
                WriteConfusion(writer, scores);
            writer.WriteStartArray("errors");
            foreach (WrongSentence sentence in scores.WrongSentences.Take(MostErrors))
                WriteError(writer, sentence, tokenizer);
            writer.WriteEndArray();
            writer.WriteStartArray("examples");
            foreach (Utterance example in Examples(corpus))
                writer.WriteStringValue(tokenizer.Join(example.Tokens));
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    // A square: what was annotated down, what was predicted across; on the diagonal what was found with both its ends.
    private static void WriteConfusion(Utf8JsonWriter writer, Scores scores)
    {
        string[] slots = [.. scores.PerSlot.Select(slot => slot.Name), None];
        Dictionary<string, int> places = [];
        foreach (SlotScore slot in scores.PerSlot)
            places.Add(slot.Name, places.Count);
        int Place(string? slot) => slot is null ? scores.PerSlot.Count : places[slot];
        int[,] counts = new int[slots.Length, slots.Length];
        int[] wrongEnds = new int[slots.Length];
        for (int slot = 0; slot < scores.PerSlot.Count; slot++)
            counts[slot, slot] = scores.PerSlot[slot].Score.Correct;
        foreach (SlotConfusion confusion in scores.Confusions)
        {
            int gold = Place(confusion.Gold), predicted = Place(confusion.Predicted);
            if (gold == predicted)
                wrongEnds[gold] += confusion.Count;
            else
                counts[gold, predicted] += confusion.Count;
        }

        writer.WriteStartObject("confusion");
        WriteArray(writer, "slots", slots, writer.WriteStringValue);
        writer.WriteStartArray("counts");
        for (int gold = 0; gold < slots.Length; gold++)
            WriteArray(writer, null, Enumerable.Range(0, slots.Length).Select(predicted => counts[gold, predicted]), writer.WriteNumberValue);
        writer.WriteEndArray();
        WriteArray(writer, "wrongEnds", wrongEnds, writer.WriteNumberValue);
        writer.WriteEndObject();
    }

    private static void WriteError(Utf8JsonWriter writer, WrongSentence sentence, Tokenizer tokenizer)
    {
        Utterance gold = sentence.Gold, predicted = sentence.Predicted;
        writer.WriteStartObject();
        writer.WriteString("text", tokenizer.Join(gold.Tokens));
        writer.WriteStartArray("tokens");
        for (int i = 0; i < gold.Tokens.Count; i++)
        {
            writer.WriteStartObject();
            writer.WriteString("text", gold.Tokens[i]);
            writer.WriteString("gold", gold.Tags![i]);
            writer.WriteString("predicted", predicted.Tags![i]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (gold.Intent is not null)
        {
            writer.WriteStartObject("intent");
            writer.WriteString("gold", gold.Intent);
            writer.WriteString("predicted", predicted.Intent);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    // From all over the set, each text once.
    private static IEnumerable<Utterance> Examples(Corpus corpus)
    {
        Utterance[] different = [.. corpus.DistinctBy(utterance => string.Join(' ', utterance.Tokens))];
        int count = Math.Min(MostExamples, different.Length);
        return Enumerable.Range(0, count).Select(i => different[i * different.Length / count]);
    }

    private static void WriteArray<T>(Utf8JsonWriter writer, string? name, IEnumerable<T> values, Action<T> write)
    {
        if (name is null)
            writer.WriteStartArray();
        else
            writer.WriteStartArray(name);
        foreach (T value in values)
            write(value);
        writer.WriteEndArray();
    }
}
