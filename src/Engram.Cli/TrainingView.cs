using System.Diagnostics;
using Engram.Evaluation;
using Engram.Training;

namespace Engram.Cli;

/// <summary>Shows a training run while it goes on: a bar on a terminal, else one plain line an epoch.</summary>
internal sealed class TrainingView : IProgress<TrainingProgress>
{
    private const int BarWidth = 24;

    private readonly Terminal _terminal;
    private readonly Action<EpochResult, double>? _epochEnded;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private double _drawnAt;
    private double _epochStart;

    /// <summary>Starts the clock.</summary>
    /// <param name="terminal">Where to show it.</param>
    /// <param name="epochEnded">Is called after each epoch, with its seconds.</param>
    public TrainingView(Terminal terminal, Action<EpochResult, double>? epochEnded = null)
    {
        _terminal = terminal;
        _epochEnded = epochEnded;
    }

    /// <summary>Seconds since the start.</summary>
    public double Seconds => _watch.Elapsed.TotalSeconds;

    public void Report(TrainingProgress value)
    {
        if (value.Result is { } result)
        {
            double seconds = Seconds - _epochStart;
            _epochStart = Seconds;
            Clear();
            _terminal.Say(Describe(result, value.Epochs, seconds));
            _epochEnded?.Invoke(result, seconds);
            return;
        }

        // Ten pictures a second are enough for anybody.
        if (!_terminal.IsInteractive || (Seconds - _drawnAt < 0.1 && value.Batch < value.Batches))
            return;
        _drawnAt = Seconds;
        int filled = BarWidth * value.Batch / value.Batches;
        string bar = new string('█', filled) + new string('░', BarWidth - filled);
        _terminal.Error.Write(Terminal.Text($"\repoch {value.Epoch,3}/{value.Epochs} {bar} {value.Batch}/{value.Batches} batches"));
    }

    /// <summary>Takes the bar away.</summary>
    public void Clear()
    {
        if (_terminal.IsInteractive)
            _terminal.Error.Write("\r" + new string(' ', BarWidth + 40) + "\r");
    }

    /// <summary>The scores that matter, on one line.</summary>
    public static string Describe(Scores scores)
    {
        List<string> parts = [];
        if (scores.Slots is { } slots)
            parts.Add(Terminal.Text($"slot F1 {100 * slots.F1:0.00}"));
        if (scores.IntentAccuracy is { } intents)
            parts.Add(Terminal.Text($"intents {100 * intents:0.00} %"));
        parts.Add(Terminal.Text($"sentences right {100 * scores.Exact:0.00} %"));
        return string.Join(", ", parts);
    }

    private static string Describe(EpochResult result, int epochs, double seconds)
    {
        string scores = result.Validation is null ? "" : ", " + Describe(result.Validation) + (result.Best ? " (best)" : "");
        return Terminal.Text($"epoch {result.Epoch,3}/{epochs}: loss {result.TagLoss:0.0000}{scores}, {seconds:0.0} s");
    }
}
