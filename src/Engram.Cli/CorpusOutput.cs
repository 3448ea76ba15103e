using System.Text;
using Engram.Corpora;
using Engram.Models;

namespace Engram.Cli;

/// <summary>Writes a corpus to a file, all of it or nothing, or to standard output.</summary>
internal static class CorpusOutput
{
    /// <summary>Writes utterances in two columns.</summary>
    /// <param name="terminal">The terminal.</param>
    /// <param name="path">The file; <see langword="null"/> or <c>-</c> for standard output.</param>
    /// <param name="utterances">What to write.</param>
    public static void Write(Terminal terminal, string? path, IReadOnlyCollection<Utterance> utterances)
    {
        if (path is null or "-")
        {
            ConllWriter.Write(terminal.Output, utterances);
            return;
        }

        AtomicFile.Write(path, stream =>
        {
            using StreamWriter writer = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
            ConllWriter.Write(writer, utterances);
        });
        terminal.Say($"{path}: {Terminal.Count(utterances.Count, "sentence")} written.");
    }
}
