using System.CommandLine;
using Engram.Corpora;
using Engram.Evaluation;
using Engram.Models;
using Engram.Training;

namespace Engram.Cli.Commands;

/// <summary><c>engram train</c>: a corpus in, a model out.</summary>
internal static class TrainCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> train = CorpusInput.File();
        Option<string?> valid = new("--valid")
        {
            Description = "The corpus that the best epoch is chosen on; by default a tenth is held back.",
            HelpName = "file"
        };
        Option<string?> output = new("--out")
        {
            Description = "The model file; by default the corpus's name with .engram, in this folder.",
            HelpName = "file"
        };
        Option<bool> resume = new("--resume") { Description = "Go on where an interrupted training of the same model stands." };
        ExampleCommand command = new(
            "train",
            "Train a tagger on annotated sentences.",
            "engram train train.conll --valid valid.conll --out tickets.engram",
            "engram train my-sentences.txt",
            "engram train train.conll --cell gru --layers 1 --units 100 --seed 7")
        {
            train, valid, output, resume,
        };
        CorpusInput corpora = new(terminal, command);
        NetworkInput network = new(command);
        TrainingInput training = new(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            string path = parsed.GetValue(train)!;
            Corpus corpus = corpora.Read(parsed, path);
            Corpus? validation = parsed.GetValue(valid) is { } file ? corpora.Read(parsed, file) : null;
            TrainingPlan plan = TrainingPlan.Create(corpus, validation, training.Read(parsed));
            string model = parsed.GetValue(output) ?? Path.ChangeExtension(Path.GetFileName(path), ".engram");
            foreach (string note in plan.Notes)
                terminal.Say(note);
            return Task.Run(() => Train(terminal, plan, network.Read(parsed), model, parsed.GetValue(resume), cancellationToken),
                CancellationToken.None);
        });
        return command;
    }

    private static int Train(Terminal terminal, TrainingPlan plan, TaggerOptions options, string model, bool resume,
        CancellationToken cancellationToken)
    {
        string checkpoint = Path.ChangeExtension(model, ".checkpoint"), log = Path.ChangeExtension(model, ".jsonl");
        using TrainingRun run = new(options, plan.Training, plan.Train, plan.Valid);
        if (resume && !File.Exists(checkpoint))
            throw new FileNotFoundException($"{checkpoint}: there is no checkpoint to resume from. Train without --resume, or give --out of "
                + "the interrupted model.");
        if (resume)
            run.Resume(checkpoint);
        using FileStream probe = new(model + ".tmp", FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        probe.Dispose(); // a folder that cannot be written to is better known before an hour of training than after
        List<string> lines = resume && File.Exists(log) ? [.. File.ReadLines(log).Take(run.Epoch)] : [];
        TrainingView view = new(terminal, (result, seconds) =>
        {
            run.SaveCheckpoint(checkpoint);
            lines.Add(EpochLog.ToJson(result, seconds));
            AtomicFile.Write(log, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n")));
        });
        run.Run(view, cancellationToken);
        view.Clear();
        SlotTagger tagger = run.Finish();
        tagger.Save(model);
        if (view.Results.Count > 0)
        {
            string svg = view.ToSvg(Path.GetFileName(model));
            AtomicFile.Write(Path.ChangeExtension(model, ".svg"), stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(svg)));
        }

        if (cancellationToken.IsCancellationRequested && !run.IsOver)
        {
            terminal.Say($"interrupted after epoch {run.Epoch}: {model} holds the best model so far; the same command with --resume goes on.");
            return ExitCode.Interrupted;
        }

        File.Delete(checkpoint);
        terminal.Output.WriteLine($"{model}: {Score(tagger, options, plan, cancellationToken)}");
        return ExitCode.Done;
    }

    private static string Score(SlotTagger tagger, TaggerOptions options, TrainingPlan plan, CancellationToken cancellationToken)
        => plan.Valid is null
        ? $"{TrainingPlan.Folds}-fold cross-validation: "
            + TrainingView.Describe(CrossValidation.Run(options, plan.Training, plan.Train, cancellationToken: cancellationToken))
        : $"{plan.Valid.Name}: {TrainingView.Describe(CorpusScoring.Score(tagger, plan.Valid))}";
}
