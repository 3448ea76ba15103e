using System.CommandLine;
using Engram.Corpora;
using Engram.Tagging;

namespace Engram.Cli.Commands;

/// <summary><c>engram data validate</c>: reads corpora and says what is wrong with them.</summary>
internal static class DataValidateCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> files = new("corpus") { Description = "Corpus files.", Arity = ArgumentArity.OneOrMore };
        ExampleCommand command = new(
            "validate",
            "Read corpora as training would, and report errors and oddities with file and line.",
            "engram data validate train.conll valid.conll",
            "engram data validate --strict --scheme bio train.conll")
        {
            files,
        };
        CorpusInput input = new(terminal, command);
        command.SetAction(parsed =>
        {
            bool[] good = [.. parsed.GetValue(files)!.Select(file => IsGood(terminal, input, parsed, file))];
            return good.All(isGood => isGood) ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    // Every file is read before the answer, so that one run shows the first error of each.
    private static bool IsGood(Terminal terminal, CorpusInput input, ParseResult parsed, string file)
    {
        try
        {
            Corpus corpus = input.Read(parsed, file);
            CorpusStatistics statistics = new(corpus);
            string tags = corpus.HasTags ? $"{SchemeName(corpus)} tags, {Terminal.Count(statistics.Slots.Count, "slot")}" : "no tags";
            string intents = corpus.HasIntents ? Terminal.Count(statistics.Intents.Count, "intent") : "no intents";
            string size = $"{Terminal.Count(corpus.Count, "sentence")}, {Terminal.Count(statistics.Tokens, "token")}";
            terminal.Output.WriteLine($"{file}: {size}, {tags}, {intents}");
            return true;
        }
        catch (CorpusException error)
        {
            terminal.Say($"engram: {error.Message}");
            return false;
        }
    }

    private static string SchemeName(Corpus corpus) => corpus.Scheme == TagScheme.Plain ? "plain" : corpus.Scheme.ToString().ToUpperInvariant();
}
