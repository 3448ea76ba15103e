using System.CommandLine;
using Engram.Corpora;
using Engram.Tagging;

namespace Engram.Cli.Commands;

/// <summary><c>engram data convert</c>: writes a corpus in two columns, in the tag scheme asked for.</summary>
internal static class DataConvertCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> file = CorpusInput.File();
        Option<TagScheme?> to = CommandOptions.Choice<TagScheme>("--to", "The tag scheme to write; by default that of the file.");
        Option<string> output = new("--out") { Description = "The file to write; by default standard output.", HelpName = "file" };
        ExampleCommand command = new(
            "convert",
            "Write a corpus in two columns, its tags well-formed in the scheme asked for.",
            "engram data convert sentences.txt --out train.conll",
            "engram data convert train.conll --to bioes")
        {
            file, to, output,
        };
        CorpusInput input = new(terminal, command);
        command.SetAction(parsed =>
        {
            Corpus corpus = input.Read(parsed, parsed.GetValue(file)!);
            CorpusOutput.Write(terminal, parsed.GetValue(output), corpus.ConvertTo(parsed.GetValue(to) ?? corpus.Scheme));
        });
        return command;
    }
}
