using System.Text;
using System.Text.Json;

namespace Engram.Inspection;

/// <summary>What a training has left beside its model: a line an epoch, and what it found on the validation set.</summary>
/// <remarks>Beside <c>m.engram</c> these are <c>m.jsonl</c> and <c>m.valid.json</c>.</remarks>
/// <param name="Epochs">The lines, one JSON object each; none where there is no log.</param>
/// <param name="Validation">The object of the validation set; <see langword="null"/> where there is none.</param>
public sealed record TrainingRecord(IReadOnlyList<JsonElement> Epochs, JsonElement? Validation)
{
    private const long MostBytes = 32 << 20;

    private const string ModelEnding = ".engram";

    /// <summary>Reads what lies beside a model. A file that is no such record, such as one that is being written, counts as none.</summary>
    /// <param name="modelPath">The model file.</param>
    /// <returns><see langword="null"/> where nothing lies there.</returns>
    public static TrainingRecord? ReadBeside(string modelPath)
    {
        ArgumentNullException.ThrowIfNull(modelPath);
        bool hasEnding = modelPath.EndsWith(ModelEnding, StringComparison.OrdinalIgnoreCase);
        string stem = hasEnding ? modelPath[..^ModelEnding.Length] : modelPath;
        List<JsonElement> epochs = [];
        foreach (string line in Text(stem + ".jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (ReadObject(line) is { } epoch)
                epochs.Add(epoch);
        }

        JsonElement? validation = ReadObject(Text(stem + ".valid.json"));
        return epochs.Count == 0 && validation is null ? null : new TrainingRecord(epochs, validation);
    }

    private static string Text(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: <= MostBytes } ? File.ReadAllText(path, Encoding.UTF8) : "";
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return ""; // a record is something extra; the model answers without it
        }
    }

    private static JsonElement? ReadObject(string text)
    {
        if (text.Length == 0)
            return null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null; // a line that is being written
        }
    }
}
