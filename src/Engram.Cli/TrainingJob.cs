using Engram.Encoders;
using Engram.Evaluation;
using Engram.Models;
using Engram.Training;

namespace Engram.Cli;

/// <summary>One training with what a user sees of it: progress, a checkpoint and a line of log after each epoch, the model and its score.</summary>
internal sealed class TrainingJob
{
    /// <summary>Where it tells how far it is.</summary>
    public required Terminal Terminal { get; init; }

    /// <summary>What the network is made of.</summary>
    public required TaggerOptions Options { get; init; }

    /// <summary>The corpora, and how to train.</summary>
    public required TrainingPlan Plan { get; init; }

    /// <summary>What word vectors start from.</summary>
    public PretrainedVectors? Vectors { get; init; }

    /// <summary>The files it writes.</summary>
    public required ModelPaths Paths { get; init; }

    /// <summary>Whether to go on from the checkpoint beside the model.</summary>
    public bool Resume { get; init; }

    private string Model => Paths.Model;

    private string Checkpoint => Paths.Checkpoint;

    /// <summary>Trains, writes the model, scores it.</summary>
    /// <returns>An exit code.</returns>
    public int Run(CancellationToken cancellationToken)
    {
        if (Resume && !File.Exists(Checkpoint))
        {
            throw new FileNotFoundException($"{Checkpoint}: there is no checkpoint to resume from. Train without --resume, or give --out of "
                + "the interrupted model.");
        }

        AtomicFile.Check(Model); // a folder that cannot be written to is better known before an hour of training than after
        using TrainingRun run = new(Options, Plan.Training, Plan.Train, Plan.Valid, Vectors);
        if (Resume)
            run.Resume(Checkpoint);
        SlotTagger? tagger = Train(run, cancellationToken);
        if (run.HasDiverged)
            return Diverged(run);
        if (tagger is null)
        {
            Terminal.Say($"engram: interrupted before the first epoch ended; there is no model yet, and {Model} is not written.");
            return ExitCode.Interrupted;
        }

        if (!run.IsOver)
        {
            Terminal.Say($"engram: interrupted after epoch {run.Epoch}; {Model} holds the best model so far. The same command with --resume "
                + "goes on.");
            return ExitCode.Interrupted;
        }

        File.Delete(Checkpoint);
        return Score(tagger, cancellationToken);
    }

    // Going on would diverge again.
    private int Diverged(TrainingRun run)
    {
        File.Delete(Checkpoint);
        string kept = run.Epoch > 0 ? $"{Model} holds the best model before it" : $"{Model} is not written";
        Terminal.Say(Terminal.Text($"engram: epoch {run.Epoch + 1}: gradient or scores are not finite; lower --learning-rate or --clip. {kept}."));
        return ExitCode.Failed;
    }

    private SlotTagger? Train(TrainingRun run, CancellationToken cancellationToken)
    {
        TrainingLog log = new(Paths, run.Epoch, Terminal);
        TrainingView view = new(Terminal, (result, seconds) =>
        {
            log.Add(result, seconds); // first: a checkpoint never knows of an epoch that the log lacks
            run.SaveCheckpoint(Checkpoint);
        });
        try
        {
            run.Run(view, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            view.Clear();
        }

        if (run.HasDiverged && run.Epoch == 0)
            return null;
        SlotTagger tagger = run.Finish();
        File.Delete(Paths.Validation); // it tells of the model that was here before
        tagger.Save(Model);
        log.WriteCurves();
        return tagger;
    }

    private int Score(SlotTagger tagger, CancellationToken cancellationToken)
    {
        if (Plan.Valid is { } valid)
        {
            Scores found = CorpusScoring.Score(tagger, valid);
            Paths.WriteValidation(found, valid, tagger);
            Terminal.Output.WriteLine($"{Model}: {valid.Name}: {TrainingView.Describe(found)}");
            return ExitCode.Done;
        }

        int folds = Math.Min(TrainingPlan.Folds, Plan.Train.Count);
        if (folds < 2)
        {
            Terminal.Output.WriteLine($"{Model}: written, without a score: {Plan.Train.Name} has no second sentence to score with.");
            return ExitCode.Done;
        }

        Terminal.Say($"{Model}: written. The score comes from {folds} more trainings, each without a part of the sentences.");
        try
        {
            Scores scores = CrossValidation.Run(
                Options, Plan.Training, Plan.Train, folds, Vectors, new FoldView(Terminal, folds), cancellationToken);
            Paths.WriteValidation(scores, Plan.Train, tagger);
            Terminal.Output.WriteLine($"{Model}: {folds}-fold cross-validation: {TrainingView.Describe(scores)}");
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Terminal.Say($"engram: interrupted while scoring; {Model} is trained to the end, and has no score.");
            return ExitCode.Interrupted;
        }
    }
}
