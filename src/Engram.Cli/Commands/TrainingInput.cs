using System.CommandLine;
using Engram.Training;
using Engram.Training.Optimizers;

namespace Engram.Cli.Commands;

/// <summary>How a command is told how to train.</summary>
internal sealed class TrainingInput
{
    private static readonly TrainingOptions Default = new();

    private readonly Option<int> _epochs = CommandOptions.Whole(
        "--epochs", "Epochs at most; 0 lets the corpus decide, from 20 to 40.", Default.Epochs, 0, 100_000);
    private readonly Option<int> _batch = CommandOptions.Whole(
        "--batch", "Sentences of a batch; of fewer than 300 a twenty-fifth at most.", Default.BatchSize, 1, 4096);
    private readonly Option<double> _rate = CommandOptions.Number("--learning-rate", "The learning rate.", Default.LearningRate, 1e-9, 1000);
    private readonly Option<OptimizerKind?> _optimizer = CommandOptions.Choice<OptimizerKind>("--optimizer", "The optimizer; by default adam.");
    private readonly Option<double?> _momentum
        = CommandOptions.NumberIfGiven("--momentum", "How much of its velocity sgd keeps; by default 0.", 0, 0.9999);
    private readonly Option<double?> _weightDecay
        = CommandOptions.NumberIfGiven("--weight-decay", "How fast weights shrink; by default 0, with adam-w 0.01.", 0, 1);
    private readonly Option<LearningRateDecay?> _schedule
        = CommandOptions.Choice<LearningRateDecay>("--schedule", "How the learning rate falls; by default cosine.");
    private readonly Option<int> _warmUp
        = CommandOptions.Whole("--warm-up", "Steps until the full learning rate; a tenth of all at most.", Default.Schedule.WarmUpSteps, 0);
    private readonly Option<double> _finalFactor = CommandOptions.Number(
        "--final-factor", "What the learning rate is multiplied by at the end.", Default.Schedule.FinalFactor, 0, 1);
    private readonly Option<double> _stairFactor = CommandOptions.Number(
        "--stair-factor", "With --schedule stairs: what each stair multiplies the learning rate by.", Default.Schedule.StairFactor, 1e-9, 1);
    private readonly Option<int> _stairSteps
        = CommandOptions.Whole("--stair-steps", "With --schedule stairs: steps of a stair.", Default.Schedule.StairSteps, 1);
    private readonly Option<double> _clip = CommandOptions.Number("--clip", "Longest gradient.", Default.ClipNorm, 1e-9, 1e9);
    private readonly Option<double> _averaging = CommandOptions.Number(
        "--averaging", "How much of the averaged weights stays at each step; 0 for no averaging.", Default.Averaging, 0, 0.999999);
    private readonly Option<double> _intentWeight
        = CommandOptions.Number("--intent-weight", "Weight of the intents' loss beside that of the tags.", Default.IntentWeight, 0, 1000);
    private readonly Option<double> _slotSubstitution = CommandOptions.Number(
        "--slot-substitution", "Share of the slots read with another value of the same slot, anew each epoch.", Default.SlotSubstitution, 0, 1);
    private readonly Option<bool> _teacherForcing = new("--teacher-forcing")
    {
        Description = "Feed the right tags back while a Jordan network trains, not its own answers.",
    };
    private readonly Option<int> _patience
        = CommandOptions.Whole("--patience", "Epochs without a better score before stopping.", Default.Patience, 1);
    private readonly Option<int> _seed
        = CommandOptions.Whole("--seed", "Where chance begins; the same seed gives the same model.", (int)Default.Seed, 0);
    private readonly Option<int> _threads
        = CommandOptions.Whole("--threads", "Threads; they change the time, never the model.", Default.Threads, 1, 256);

    /// <summary>Adds the options to a command.</summary>
    public TrainingInput(Command command)
    {
        Options = [
            _epochs, _batch, _rate, _optimizer, _momentum, _weightDecay, _schedule, _warmUp, _finalFactor, _stairFactor, _stairSteps, _clip,
            _averaging, _intentWeight, _slotSubstitution, _teacherForcing, _patience, _seed, _threads];
        foreach (Option option in Options)
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_momentum) is not null && result.GetValue(_optimizer) is not OptimizerKind.Sgd)
                result.AddError("--momentum: only sgd takes it. Give --optimizer sgd too, or leave it out.");
            if (result.GetValue(_schedule) is LearningRateDecay.Exponential && result.GetValue(_finalFactor) == 0)
                result.AddError("--final-factor: an exponential schedule never reaches 0. Give a number above 0.");
        });
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> Options { get; }

    /// <summary>What the user asked for.</summary>
    public TrainingOptions Read(ParseResult parsed) => Default with
    {
        Epochs = parsed.GetValue(_epochs),
        BatchSize = parsed.GetValue(_batch),
        LearningRate = parsed.GetValue(_rate),
        Optimizer = Optimizer(parsed),
        Schedule = new LearningRateSchedule
        {
            Decay = parsed.GetValue(_schedule) ?? Default.Schedule.Decay,
            WarmUpSteps = parsed.GetValue(_warmUp),
            FinalFactor = parsed.GetValue(_finalFactor),
            StairFactor = parsed.GetValue(_stairFactor),
            StairSteps = parsed.GetValue(_stairSteps),
        },
        ClipNorm = parsed.GetValue(_clip),
        Averaging = parsed.GetValue(_averaging),
        IntentWeight = parsed.GetValue(_intentWeight),
        SlotSubstitution = parsed.GetValue(_slotSubstitution),
        TeacherForcing = parsed.GetValue(_teacherForcing),
        Patience = parsed.GetValue(_patience),
        Seed = parsed.GetValue(_seed),
        Threads = parsed.GetValue(_threads),
    };

    private OptimizerOptions Optimizer(ParseResult parsed)
    {
        OptimizerOptions options = OptimizerOptions.Default(parsed.GetValue(_optimizer) ?? OptimizerKind.Adam);
        if (parsed.GetValue(_weightDecay) is { } decay)
            options = options with { WeightDecay = decay };
        return options is SgdOptions sgd ? sgd with { Momentum = parsed.GetValue(_momentum) ?? 0 } : options;
    }
}
