using System.Diagnostics;
using Engram.Training;

namespace Engram.Cli;

/// <summary>Shows how far a cross-validation is: a line a fold.</summary>
/// <param name="terminal">Where to show it.</param>
/// <param name="folds">How many folds there are.</param>
internal sealed class FoldView(Terminal terminal, int folds) : IProgress<TrainingProgress>
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private int _done;

    public void Report(TrainingProgress value)
    {
        if (value.Result is null || value.Epoch < value.Epochs)
            return;
        _done++;
        terminal.Say(Terminal.Text($"cross-validation: fold {_done}/{folds}, {_watch.Elapsed.TotalSeconds:0.0} s"));
    }
}
