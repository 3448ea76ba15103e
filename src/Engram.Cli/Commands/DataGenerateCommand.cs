using System.CommandLine;
using Engram.Corpora;
using Engram.Lessons;

namespace Engram.Cli.Commands;

/// <summary><c>engram data generate</c>: annotated sentences from a grammar.</summary>
internal static class DataGenerateCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string?> file = new("grammar")
        {
            Description = "A grammar, as docs/formats/grammar.md describes it; by default the built-in one, people who want tickets.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<int> count = CommandOptions.Whole("--count", "How many sentences.", fallback: 1000, minimum: 1);
        count.Aliases.Add("-n");
        Option<int> seed = CommandOptions.Whole("--seed", "Where chance begins; the same seed gives the same sentences.", fallback: 1, minimum: 0);
        Option<GrammarSplit?> split = CommandOptions.Choice<GrammarSplit>("--split", "Which part of the grammar to use; by default train.");
        Option<string?> language = new("--language") { Description = "Only sentences of that language.", HelpName = "name" };
        Option<string?> output = new("--out") { Description = "The file to write; by default standard output.", HelpName = "file" };
        Option<bool> print = new("--print-grammar") { Description = "Print the built-in grammar, to start one's own from, and generate nothing." };
        ExampleCommand command = new(
            "generate",
            "Generate annotated sentences from a grammar, as a corpus in two columns.",
            "engram data generate my.grammar -n 2000 --out train.conll",
            "engram data generate my.grammar -n 200 --split held-out --out valid.conll",
            "engram data generate --print-grammar")
        {
            file, count, seed, split, language, output, print,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(print))
            {
                terminal.Output.Write(TicketCorpus.GrammarText());
                return;
            }

            Grammar grammar = parsed.GetValue(file) is { } path ? Grammar.Read(path) : TicketCorpus.Grammar;
            GrammarSplit part = parsed.GetValue(split) ?? GrammarSplit.Train;
            Utterance[] sentences = [.. grammar.Generate(parsed.GetValue(count), parsed.GetValue(seed), part, parsed.GetValue(language))];
            CorpusOutput.Write(terminal, parsed.GetValue(output), sentences);
        });
        return command;
    }
}
