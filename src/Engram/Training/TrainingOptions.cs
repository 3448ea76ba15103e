using Engram.Training.Optimizers;

namespace Engram.Training;

/// <summary>How a tagger is trained. The defaults are the recipe behind the scores in the README.</summary>
public sealed record TrainingOptions
{
    /// <summary>Epochs at most, 1 to 100 000, or 0 to let the corpus decide: as many as make 8400 steps, but from 20 to 40. Default 0.</summary>
    public int Epochs { get; init => field = Check(value, 0, 100_000, nameof(Epochs)); }

    /// <summary>Sentences of a batch, 1 to 4096. Default 16.</summary>
    public int BatchSize { get; init => field = Check(value, 1, 4096, nameof(BatchSize)); } = 16;

    /// <summary>Learning rate, above 0. Default 0.002.</summary>
    public double LearningRate { get; init => field = Positive(value, nameof(LearningRate)); } = 0.002;

    /// <summary>The optimizer. Default Adam.</summary>
    public OptimizerOptions Optimizer { get; init; } = new AdamOptions();

    /// <summary>How the learning rate changes. Default: up over 100 steps, then down a cosine.</summary>
    public LearningRateSchedule Schedule { get; init; } = new() { Decay = LearningRateDecay.Cosine, WarmUpSteps = 100 };

    /// <summary>The gradient is scaled down to this norm where it is longer. Above 0, default 5.</summary>
    public double ClipNorm { get; init => field = Positive(value, nameof(ClipNorm)); } = 5;

    /// <summary>Weight of the intents' loss, 0 or more. Default 0.2.</summary>
    public double IntentWeight
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(IntentWeight), value, "IntentWeight: must be 0 or more.");
    }

    = 0.2;

    /// <summary>How much of the averaged weights stays from one step to the next; 0 for no averaging. 0 up to, but not, 1; default 0.998.</summary>
    public double Averaging
    {
        get;
        init => field = value is >= 0 and < 1 ? value
            : throw new ArgumentOutOfRangeException(nameof(Averaging), value, "Averaging: must be at least 0 and below 1.");
    }

    = 0.998;

    /// <summary>Share of the slots that are read with another value of the same slot, drawn anew each epoch. 0 to 1, default 0.3.</summary>
    public double SlotSubstitution
    {
        get;
        init => field = value is >= 0 and <= 1 ? value
            : throw new ArgumentOutOfRangeException(nameof(SlotSubstitution), value, "SlotSubstitution: must be from 0 to 1.");
    }

    = 0.3;

    /// <summary>Whether a Jordan network is fed the right tags while it trains, instead of its own answers. Default false; other cells feed back no
    /// tags.</summary>
    public bool TeacherForcing { get; init; }

    /// <summary>Epochs without a better score after which training stops. 1 or more, default 15.</summary>
    public int Patience { get; init => field = Check(value, 1, int.MaxValue, nameof(Patience)); } = 15;

    /// <summary>Everything random comes from it. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Threads, 1 to 256. They change the time, never the result. Default 2.</summary>
    public int Threads { get; init => field = Check(value, 1, 256, nameof(Threads)); } = 2;

    /// <summary>The same options with everything decided that depends on the corpus.</summary>
    /// <param name="sentences">Training sentences, 1 or more.</param>
    public TrainingOptions For(int sentences)
    {
        const int Steps = 8400, Fewest = 20, Most = 40;
        int batches = (sentences + BatchSize - 1) / BatchSize;
        return Epochs > 0 ? this : this with { Epochs = Math.Clamp(Steps / batches, Fewest, Most) };
    }

    private static int Check(int value, int least, int most, string name) => value >= least && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name}: must be from {least} to {most}.");

    private static double Positive(double value, string name) => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name}: must be above 0.");
}
