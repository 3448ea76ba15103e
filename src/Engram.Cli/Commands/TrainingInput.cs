using System.CommandLine;
using Engram.Training;
using Engram.Training.Optimizers;

namespace Engram.Cli.Commands;

/// <summary>How a command is told how to train.</summary>
internal sealed class TrainingInput
{
    private static readonly TrainingOptions Default = new();

    private readonly Option<int> _epochs = CommandOptions.Whole("--epochs", "Epochs at most.", Default.Epochs, 1, 100_000);
    private readonly Option<int> _batch = CommandOptions.Whole("--batch", "Sentences of a batch.", Default.BatchSize, 1, 4096);
    private readonly Option<double> _rate = CommandOptions.Number("--learning-rate", "The learning rate.", Default.LearningRate, 1e-9, 1000);
    private readonly Option<OptimizerKind?> _optimizer = CommandOptions.Choice<OptimizerKind>("--optimizer", "The optimizer; by default adam.");
    private readonly Option<double> _clip = CommandOptions.Number("--clip", "Longest gradient.", Default.ClipNorm, 1e-9, 1e9);
    private readonly Option<double> _averaging
        = CommandOptions.Number("--averaging", "How much of the averaged weights stays at each step; 0 for no averaging.", Default.Averaging, 0,
            0.999999);
    private readonly Option<bool> _teacherForcing = new("--teacher-forcing")
    {
        Description =
        "Feed the right tags back while a Jordan network trains, not its own answers."
    };
    private readonly Option<int> _patience = CommandOptions.Whole("--patience", "Epochs without a better score before stopping.",
        Default.Patience, 1);
    private readonly Option<int> _seed = CommandOptions.Whole("--seed", "Where chance begins; the same seed gives the same model.",
        (int)Default.Seed, 0);
    private readonly Option<int> _threads = CommandOptions.Whole("--threads", "Threads; they change the time, never the model.", Default.Threads,
        1, 256);

    /// <summary>Adds the options to a command.</summary>
    public TrainingInput(Command command)
    {
        Option[] options = [_epochs, _batch, _rate, _optimizer, _clip, _averaging, _teacherForcing, _patience, _seed, _threads];
        foreach (Option option in options)
            command.Options.Add(option);
    }

    /// <summary>What the user asked for.</summary>
    public TrainingOptions Read(ParseResult parsed) => Default with
    {
        Epochs = parsed.GetValue(_epochs),
        BatchSize = parsed.GetValue(_batch),
        LearningRate = parsed.GetValue(_rate),
        Optimizer = OptimizerOptions.Default(parsed.GetValue(_optimizer) ?? OptimizerKind.Adam),
        ClipNorm = parsed.GetValue(_clip),
        Averaging = parsed.GetValue(_averaging),
        TeacherForcing = parsed.GetValue(_teacherForcing),
        Patience = parsed.GetValue(_patience),
        Seed = parsed.GetValue(_seed),
        Threads = parsed.GetValue(_threads),
    };
}
