using System.CommandLine;
using System.Text;
using Engram.Corpora;
using Engram.Evaluation;
using Engram.Models;
using Engram.Reports;
using Spectre.Console;

namespace Engram.Cli.Commands;

/// <summary><c>engram evaluate</c>: scores a model on annotated sentences.</summary>
internal static class EvaluateCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> model = new("model") { Description = "The model file." };
        Argument<string> file = CorpusInput.File();
        Option<bool> json = new("--json") { Description = "Print one JSON object." };
        Option<string?> report = new("--report")
        {
            Description = "Write one offline page: slots, confusion, calibration, every wrong sentence.",
            HelpName = "file.html"
        };
        Option<bool> noVerify = new("--no-verify") { Description = "Load a model file that another program has edited." };
        ExampleCommand command = new(
            "evaluate",
            "Score a model on annotated sentences.",
            "engram evaluate tickets.engram valid.conll",
            "engram evaluate tickets.engram valid.conll --json",
            "engram evaluate tickets.engram valid.conll --report errors.html")
        {
            model, file, json, report, noVerify,
        };
        CorpusInput corpora = new(terminal, command);
        command.SetAction(parsed =>
        {
            SlotTagger tagger = SlotTagger.Load(parsed.GetValue(model)!, new ModelLoadOptions { Verify = !parsed.GetValue(noVerify) });
            Corpus corpus = corpora.Read(parsed, parsed.GetValue(file)!);
            Scores scores = CorpusScoring.Score(tagger, corpus);
            foreach (string warning in scores.Warnings)
                terminal.Warn(warning);
            if (parsed.GetValue(json))
                terminal.Output.WriteLine(scores.ToJson());
            else
                Write(terminal.Results, scores);
            if (parsed.GetValue(report) is { } page)
                WriteReport(terminal, page, $"{Path.GetFileName(parsed.GetValue(model)!)} on {corpus.Name}", scores, corpus, tagger);
        });
        return command;
    }

    private static void WriteReport(Terminal terminal, string page, string title, Scores scores, Corpus corpus, SlotTagger tagger)
    {
        EvaluationReportOptions options = new() { Title = title, GoldScheme = corpus.Scheme, PredictedScheme = tagger.Labels.Scheme };
        AtomicFile.Write(page, stream => stream.Write(Encoding.UTF8.GetBytes(EvaluationReport.ToHtml(scores, options))));
        terminal.Say($"{page}: written.");
    }

    private static void Write(IAnsiConsole console, Scores scores)
    {
        Table whole = Columns("", "value");
        whole.AddRow("sentences", Terminal.Text($"{scores.Sentences}"));
        whole.AddRow("tokens", Terminal.Text($"{scores.Tokens}"));
        if (scores.Slots is { } slots)
            whole.AddRow("slot F1", Percent(slots.F1)).AddRow("slot precision", Percent(slots.Precision)).AddRow("slot recall",
                Percent(slots.Recall));
        if (scores.IntentAccuracy is { } intents)
            whole.AddRow("intents right", Percent(intents));
        whole.AddRow("sentences right", Percent(scores.Exact));
        whole.AddRow("tokens right", Percent(scores.TokenAccuracy));
        if (scores.TagCalibration is { } calibration)
            whole.AddRow("calibration error", Percent(calibration.ExpectedCalibrationError));
        console.Write(whole);
        console.WriteLine();
        if (scores.PerSlot.Count == 0)
            return;
        Table perSlot = Columns("slot", "precision", "recall", "F1", "annotated", "predicted");
        foreach (SlotScore slot in scores.PerSlot)
            perSlot.AddRow(
                new Text(slot.Name), new Text(Percent(slot.Score.Precision)), new Text(Percent(slot.Score.Recall)), new Text(Percent(slot.Score.F1)),
                new Text(Terminal.Text($"{slot.Score.Gold}")), new Text(Terminal.Text($"{slot.Score.Predicted}")));
        console.Write(perSlot);
    }

    private static Table Columns(params string[] names)
    {
        Table table = new Table().Border(TableBorder.None);
        for (int i = 0; i < names.Length; i++)
            table.AddColumn(i == 0 ? new TableColumn(new Text(names[i])).PadRight(2) : new TableColumn(new Text(names[i])).RightAligned());
        return table;
    }

    private static string Percent(double share) => Terminal.Text($"{100 * share:0.00} %");
}
