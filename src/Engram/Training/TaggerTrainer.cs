using Engram.Corpora;
using Engram.Encoders;
using Engram.Models;

namespace Engram.Training;

/// <summary>Trains slot taggers.</summary>
/// <param name="options">What the network is made of; the defaults without.</param>
/// <param name="training">How it is trained; the defaults without.</param>
public sealed class TaggerTrainer(TaggerOptions? options = null, TrainingOptions? training = null)
{
    /// <summary>What the network is made of.</summary>
    public TaggerOptions Options { get; } = options ?? new TaggerOptions();

    /// <summary>How it is trained.</summary>
    public TrainingOptions Training { get; } = training ?? new TrainingOptions();

    /// <summary>What the vectors of words start from; by chance where it is <see langword="null"/>, the default.</summary>
    public PretrainedVectors? Vectors { get; init; }

    /// <summary>Trains a tagger on a thread of its own.</summary>
    /// <param name="train">What it learns from: annotated sentences, at least one.</param>
    /// <param name="valid">What the best epoch is chosen on; without it the last epoch counts.</param>
    /// <param name="progress">Is told after each batch and each epoch.</param>
    /// <param name="cancellationToken">Stops the training; the best epoch so far is then given back, or, where none has ended, the exception
    /// comes.</param>
    /// <returns>The tagger of the best epoch, calibrated on the validation set.</returns>
    /// <exception cref="OperationCanceledException">Cancelled before the first epoch ended.</exception>
    /// <exception cref="TrainingException">The training diverged.</exception>
    public Task<SlotTagger> TrainAsync(
        Corpus train, Corpus? valid = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Task.Factory.StartNew(
            () => Train(train, valid, progress, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Trains a tagger on the caller's thread.</summary>
    /// <param name="train">What it learns from.</param>
    /// <param name="valid">What the best epoch is chosen on.</param>
    /// <param name="progress">Is told after each batch and each epoch.</param>
    /// <param name="cancellationToken">Stops the training.</param>
    /// <exception cref="OperationCanceledException">Cancelled before the first epoch ended.</exception>
    /// <exception cref="TrainingException">The training diverged; a <see cref="TrainingRun"/> gives the best epoch before that.</exception>
    public SlotTagger Train(
        Corpus train, Corpus? valid = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using TrainingRun run = new(Options, Training, train, valid, Vectors);
        run.Run(progress, cancellationToken);
        if (run.HasDiverged)
        {
            throw new TrainingException(FormattableString.Invariant($"The training diverged: in epoch {run.Epoch + 1} gradient or scores are not ")
                + "finite. Lower LearningRate or ClipNorm of TrainingOptions.");
        }

        return run.Finish();
    }
}
