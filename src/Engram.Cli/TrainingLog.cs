using System.Text;
using System.Text.Json;
using Engram.Models;
using Engram.Reports;
using Engram.Training;

namespace Engram.Cli;

/// <summary>What stands beside a model: <c>m.jsonl</c> with a line an epoch, and <c>m.svg</c>, the curves drawn from those lines.</summary>
/// <remarks>A training that was resumed goes on with the lines of its log, so that the curves show all of it.</remarks>
internal sealed class TrainingLog
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    private readonly ModelPaths _paths;
    private readonly List<string> _lines;

    /// <summary>Begins a log, or goes on with the one that is there.</summary>
    /// <param name="paths">The files of the training.</param>
    /// <param name="epochs">Epochs that are done: that many lines of the log are kept.</param>
    /// <param name="terminal">Is told where they are not there.</param>
    public TrainingLog(ModelPaths paths, int epochs, Terminal terminal)
    {
        _paths = paths;
        _lines = epochs > 0 && File.Exists(paths.Log) ? [.. File.ReadLines(paths.Log).TakeWhile(IsObject).Take(epochs)] : [];
        if (_lines.Count == epochs)
            return;
        _lines.Clear();
        terminal.Warn(Terminal.Text($"{paths.Log}: it lacks lines of the {epochs} epochs that are done, and begins anew with epoch {epochs + 1}."));
    }

    /// <summary>Adds an epoch and writes the log.</summary>
    /// <param name="result">What it brought.</param>
    /// <param name="seconds">How long it took.</param>
    public void Add(EpochResult result, double seconds)
    {
        _lines.Add(EpochLog.ToJson(result, seconds));
        AtomicFile.Write(_paths.Log, stream => stream.Write(Utf8.GetBytes(string.Join('\n', _lines) + "\n")));
    }

    /// <summary>Draws the curves.</summary>
    public void WriteCurves()
    {
        if (_lines.Count == 0)
            return;
        string svg = TrainingCurves.ToSvg(Path.GetFileName(_paths.Model), [.. Charts()], ChosenEpoch());
        AtomicFile.Write(_paths.Curves, stream => stream.Write(Utf8.GetBytes(svg)));
    }

    private IEnumerable<LineChart> Charts()
    {
        ChartSeries[] scores =
            [.. Series("slot F1", "f1"), .. Series("sentences right", "exact"), .. Series("intents right", "intentAccuracy")];
        if (scores.Length > 0)
            yield return new LineChart("validation", scores) { IsShare = true };
        yield return new LineChart("loss", [.. Series("tags", "tagLoss"), .. Series("intents", "intentLoss")]);
        yield return new LineChart("gradient norm", [.. Series("norm", "gradientNorm")]);
    }

    // None where an epoch lacks the field: a corpus without intents, no validation.
    private IEnumerable<ChartSeries> Series(string name, string field)
    {
        double?[] values = [.. _lines.Select(line => Number(line, field))];
        return values.Contains(null) ? [] : [new ChartSeries(name, [.. values.Select(value => value!.Value)])];
    }

    private int? ChosenEpoch() => _lines.FindLastIndex(line => Field(line, "best")?.ValueKind == JsonValueKind.True) is var last and >= 0
        ? last + 1
        : null;

    private static double? Number(string line, string field)
        => Field(line, field) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;

    private static bool IsObject(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonElement? Field(string line, string field)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return document.RootElement.TryGetProperty(field, out JsonElement value) ? value.Clone() : null;
    }
}
