using System.CommandLine;
using Engram.Corpora;
using Engram.Evaluation;
using Engram.Models;
using Engram.Numerics;
using Spectre.Console;

namespace Engram.Cli.Commands;

/// <summary><c>engram quantize</c>: writes a model again with its weights in fewer bits, and says what that gains and costs.</summary>
internal static class QuantizeCommand
{
    private const string Extension = ".engram";

    public static Command Create(Terminal terminal)
    {
        Argument<string> model = new("model") { Description = "The model file, as 'engram train' wrote it; it stays as it is." };
        Option<WeightPrecision> bits = Bits();
        Option<string?> output = new("--out")
        {
            Description = "The file to write; by default MODEL.8bit.engram or MODEL.16bit.engram.",
            HelpName = "file",
        };
        Option<string?> valid = new("--valid") { Description = "Annotated sentences that both are scored on.", HelpName = "corpus" };
        Option<bool> noVerify = new("--no-verify") { Description = "Load a model file that another program has edited." };
        ExampleCommand command = new(
            "quantize",
            "Write a model again with its weights in 8 or 16 bits: a smaller file, and faster answers.",
            "engram quantize tickets.engram",
            "engram quantize tickets.engram --bits 16 --out small.engram",
            "engram quantize tickets.engram --valid valid.conll")
        {
            model, bits, output, valid, noVerify,
        };
        CorpusInput corpora = new(terminal, command);
        command.SetAction(parsed =>
        {
            (string path, WeightPrecision precision) = (parsed.GetValue(model)!, parsed.GetValue(bits));
            ModelLoadOptions options = new() { Verify = !parsed.GetValue(noVerify) };
            SlotTagger before = SlotTagger.Load(path, options);
            Corpus? corpus = parsed.GetValue(valid) is { } file ? corpora.Read(parsed, file) : null;
            string target = Target(path, parsed.GetValue(output), before.Network.Precision, precision);
            SlotTagger after = SlotTagger.Load(path, options with { Precision = precision });
            after.Save(target);
            terminal.Say($"{target}: written.");
            Write(terminal, (path, before), (target, after), corpus);
        });
        return command;
    }

    private static Option<WeightPrecision> Bits() => new("--bits")
    {
        Description = "Bits of a weight. 8 or 16.",
        HelpName = "number",
        DefaultValueFactory = _ => WeightPrecision.Bits8,
        CustomParser = result =>
        {
            string given = result.Tokens[0].Value;
            if (given is not ("8" or "16"))
                result.AddError($"--bits: '{given}' is not known. Give one of: 8, 16.");
            return given == "16" ? WeightPrecision.Bits16 : WeightPrecision.Bits8;
        },
    };

    private static string Target(string model, string? given, WeightPrecision held, WeightPrecision asked)
    {
        if (held >= asked)
            throw new InvalidOperationException(
                $"{model}: its weights are in {Number(held)} bits already. Give the model as it was trained.");
        string stem = model.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? model[..^Extension.Length] : model;
        string target = given ?? $"{stem}.{Number(asked)}bit{Extension}";
        return string.Equals(Path.GetFullPath(target), Path.GetFullPath(model), StringComparison.OrdinalIgnoreCase)
            ? throw new IOException($"{model}: the smaller model would be written over it. Give --out another name.")
            : target;
    }

    private static void Write(Terminal terminal, (string Path, SlotTagger Tagger) before, (string Path, SlotTagger Tagger) after, Corpus? corpus)
    {
        Table table = new Table().Border(TableBorder.None).AddColumn(new TableColumn(new Text("")).PadRight(2));
        foreach (string name in (string[])["before", "after", "change"])
            table.AddColumn(new TableColumn(new Text(name)).RightAligned());
        table.AddRow("bits of a weight", Number(before.Tagger.Network.Precision), Number(after.Tagger.Network.Precision), "");
        double old = new FileInfo(before.Path).Length, small = new FileInfo(after.Path).Length;
        table.AddRow("file", Megabytes(old), Megabytes(small), Terminal.Text($"{100 * ((small / old) - 1):0} %"));
        if (corpus is not null)
        {
            Scores first = CorpusScoring.Score(before.Tagger, corpus), second = CorpusScoring.Score(after.Tagger, corpus);
            foreach (string warning in first.Warnings)
                terminal.Warn(warning);
            AddScore(table, "slot F1", first.Slots?.F1, second.Slots?.F1);
            AddScore(table, "intents right", first.IntentAccuracy, second.IntentAccuracy);
            AddScore(table, "sentences right", first.Exact, second.Exact);
            AddScore(table, "tokens right", first.TokenAccuracy, second.TokenAccuracy);
        }

        terminal.Results.Write(table);
    }

    private static void AddScore(Table table, string name, double? before, double? after)
    {
        if (before is { } first && after is { } second)
            table.AddRow(name, Percent(first), Percent(second), Terminal.Text($"{100 * (second - first):+0.00;-0.00;0.00}"));
    }

    private static string Number(WeightPrecision precision) => precision switch
    {
        WeightPrecision.Bits8 => "8",
        WeightPrecision.Bits16 => "16",
        _ => "32",
    };

    private static string Megabytes(double bytes) => Terminal.Text($"{bytes / 1e6:0.00} MB");

    private static string Percent(double share) => Terminal.Text($"{100 * share:0.00} %");
}
