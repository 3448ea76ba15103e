using System.CommandLine;
using Engram.Corpora;

namespace Engram.Cli.Commands;

/// <summary><c>engram data split</c>: holds back a seeded part of a corpus.</summary>
internal static class DataSplitCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> file = CorpusInput.File();
        Option<double> share = CommandOptions.Share("--share", "The share to hold back.", fallback: 0.1);
        Option<int> seed = CommandOptions.Whole("--seed", "Where chance begins; the same seed gives the same parts.", fallback: 1, minimum: 0);
        Option<string> prefix = new("--out")
        {
            Description = "What the two files begin with: PREFIX.train.conll and PREFIX.valid.conll; by default the corpus's own name.",
            HelpName = "prefix",
        };
        ExampleCommand command = new(
            "split",
            "Cut a corpus in two, one to train on and one to validate with.",
            "engram data split all.conll",
            "engram data split all.conll --share 0.2 --seed 7 --out tickets")
        {
            file, share, seed, prefix,
        };
        CorpusInput input = new(terminal, command);
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(file)!;
            CorpusSplit split = input.Read(parsed, path).Split(parsed.GetValue(share), parsed.GetValue(seed));
            string start = parsed.GetValue(prefix) ?? Path.ChangeExtension(path, null);
            CorpusOutput.Write(terminal, $"{start}.train.conll", split.Training);
            CorpusOutput.Write(terminal, $"{start}.valid.conll", split.HeldOut);
        });
        return command;
    }
}
