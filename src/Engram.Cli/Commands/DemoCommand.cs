using System.CommandLine;
using Engram.Corpora;
using Engram.Evaluation;
using Engram.Lessons;
using Engram.Models;
using Engram.Training;
using Spectre.Console;

namespace Engram.Cli.Commands;

/// <summary><c>engram demo</c>: trains on the built-in ticket corpus and tags the lecture's sentences.</summary>
internal static class DemoCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<int> seed = CommandOptions.Whole("--seed", "Where chance begins.", fallback: 1, minimum: 0);
        Option<string?> output = new("--out") { Description = "Keep the model in this file.", HelpName = "file" };
        ExampleCommand command = new(
            "demo",
            "Train on the built-in ticket corpus (seconds, no file needed) and tag the lecture's sentences.",
            "engram demo",
            "engram demo --out tickets.engram")
        {
            seed, output,
        };
        command.SetAction(parsed => Run(terminal, parsed.GetValue(seed), parsed.GetValue(output)));
        return command;
    }

    private static int Run(Terminal terminal, int seed, string? output)
    {
        Corpus train = TicketDemo.Train(seed), heldOut = TicketDemo.HeldOut(seed);
        terminal.Say($"{train.Count} sentences from the built-in ticket grammar, English and Chinese, and {heldOut.Count} of sentence "
            + "patterns and place names");
        terminal.Say("that training never sees. One bidirectional LSTM layer.");
        ModelPaths? paths = output is null ? null : new ModelPaths(output);
        TrainingLog? log = paths is null ? null : new TrainingLog(paths, epochs: 0, terminal);
        TrainingView view = new(terminal, log is null ? null : log.Add);
        SlotTagger tagger = new TaggerTrainer(TicketDemo.Options, TicketDemo.Training(seed)).Train(train, null, view);
        view.Clear();
        Scores scores = CorpusScoring.Score(tagger, heldOut);
        terminal.Output.WriteLine(Terminal.Text($"trained in {view.Seconds:0.0} s; held out: {TrainingView.Describe(scores)}"));
        foreach (string sentence in TicketCorpus.LectureSentences)
            Show(terminal, tagger.Tag(sentence));
        terminal.Output.WriteLine();
        terminal.Output.WriteLine("The same place is the destination in one sentence and the place of departure in the other: the network "
            + "remembers the verb.");
        if (paths is null || log is null)
            return ExitCode.Done;
        tagger.Save(paths.Model);
        log.WriteCurves();
        paths.WriteValidation(scores, heldOut, tagger);
        terminal.Say($"{output}: written. Try: echo 'fly from Oslo to Taipei tomorrow' | engram tag {output}");
        return ExitCode.Done;
    }

    private static void Show(Terminal terminal, TaggedUtterance answer)
    {
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(TaggedUtteranceText.ToText(answer));
        Table table = new Table().Border(TableBorder.None);
        table.AddColumn(new TableColumn(new Text("  word")).PadRight(2)).AddColumn(new TableColumn(new Text("slot, and how "
            + "likely")).PadRight(2)).AddColumn("");
        foreach (TaggedToken token in answer.Tokens)
            table.AddRow([new Text("  " + token.Text),
                .. token.Slots.Take(2).Select(slot => new Text(Terminal.Text($"{slot.Name} {100 * slot.Probability:0.0} %")))]);
        terminal.Results.Write(table);
    }
}
