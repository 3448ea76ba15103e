using System.CommandLine;
using Engram.Corpora;
using Engram.Tagging;

namespace Engram.Cli.Commands;

/// <summary>How a command is told which corpus to read: the file, <c>--scheme</c> and <c>--strict</c>.</summary>
internal sealed class CorpusInput
{
    private readonly Terminal _terminal;
    private readonly Option<TagScheme?> _scheme
        = CommandOptions.Choice<TagScheme>("--scheme", "The tag scheme; by default recognised from the tags.");
    private readonly Option<bool> _strict = new("--strict") { Description = "Refuse tags that break the scheme instead of warning." };

    /// <summary>Adds the options to a command.</summary>
    public CorpusInput(Terminal terminal, Command command)
    {
        _terminal = terminal;
        command.Options.Add(_scheme);
        command.Options.Add(_strict);
    }

    /// <summary>The argument for one corpus file.</summary>
    public static Argument<string> File()
        => new("corpus") { Description = "Two columns, word and tag, or sentences with slots in brackets: to [Taipei](destination)." };

    /// <summary>Reads a corpus and shows its warnings.</summary>
    public Corpus Read(ParseResult parsed, string path)
    {
        Corpus corpus = Corpus.Read(path, new ConllOptions { Scheme = parsed.GetValue(_scheme), Strict = parsed.GetValue(_strict) });
        foreach (string warning in corpus.Warnings)
            _terminal.Warn(warning);
        return corpus;
    }
}
