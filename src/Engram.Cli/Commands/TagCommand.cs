using System.CommandLine;
using Engram.Corpora;
using Engram.Models;
using Engram.Reports;

namespace Engram.Cli.Commands;

/// <summary><c>engram tag</c>: one sentence a line in, one answer a line out.</summary>
internal static class TagCommand
{
    private const int BatchSize = 64;

    private enum Format
    {
        Text,
        Conll,
        Json,
        Html,
    }

    public static Command Create(Terminal terminal)
    {
        Argument<string> model = new("model") { Description = "The model file." };
        Argument<string?> file = new("file")
        {
            Description = "A text file with one sentence a line; - or nothing reads standard input, sentence by sentence.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<Format?> format = CommandOptions.Choice<Format>("--format", "The form of the answers; by default text.");
        Option<int> top = CommandOptions.Whole("--top", "How many alternatives a word lists in JSON.", fallback: 5, minimum: 1);
        Option<bool> noVerify = new("--no-verify") { Description = "Load a model file that another program has edited." };
        ExampleCommand command = new(
            "tag",
            "Tag sentences with a model.",
            "engram tag tickets.engram sentences.txt",
            "engram tag tickets.engram sentences.txt --format json",
            "engram tag tickets.engram sentences.txt --format html")
        {
            model, file, format, top, noVerify,
        };
        command.SetAction(parsed =>
        {
            SlotTagger tagger = SlotTagger.Load(parsed.GetValue(model)!, new ModelLoadOptions { Verify = !parsed.GetValue(noVerify) });
            Answers answers = new(terminal.Output, parsed.GetValue(format) ?? Format.Text);
            if (parsed.GetValue(file) is { } path and not "-")
            {
                using FileStream stream = Open(path);
                Tag(tagger, CorpusLines.FromStream(stream, path).Chunk(BatchSize), answers, parsed.GetValue(top));
            }
            else
            {
                // Whoever writes the sentences may be waiting for the answer to the last one.
                answers.FlushesEach = true;
                Tag(tagger, CorpusLines.FromStream(terminal.Input, "standard input").Select(line => new[] { line }), answers, parsed.GetValue(top));
            }
        });
        return command;
    }

    private static FileStream Open(string path)
    {
        if (Directory.Exists(path))
            throw new IOException($"{path}: this is a folder. Give a text file with one sentence a line, or - to read standard input.");
        return File.Exists(path) ? File.OpenRead(path) : throw new FileNotFoundException(
            $"{path}: there is no such file. Give a text file with one sentence a line, or - to read standard input.");
    }

    private static void Tag(SlotTagger tagger, IEnumerable<CorpusLine[]> batches, Answers answers, int top)
    {
        answers.Begin();
        foreach (CorpusLine[] lines in batches)
            answers.Write(tagger.TagAll([.. lines.Select(line => line.Text)], top));
        answers.End();
    }

    private sealed class Answers(TextWriter output, Format format)
    {
        public bool FlushesEach { get; set; }

        public void Begin()
        {
            if (format == Format.Html)
                output.WriteLine(TaggedPage.Head);
        }

        public void Write(IReadOnlyList<TaggedUtterance> batch)
        {
            foreach (TaggedUtterance answer in batch)
            {
                if (format == Format.Conll)
                    TaggedUtteranceConll.Write(output, answer);
                else
                    output.WriteLine(OneLine(answer));
            }

            if (FlushesEach)
                output.Flush();
        }

        public void End()
        {
            if (format == Format.Html)
                output.WriteLine(TaggedPage.Foot);
            output.Flush();
        }

        private string OneLine(TaggedUtterance answer) => format switch
        {
            Format.Json => TaggedUtteranceJson.ToJson(answer),
            Format.Html => TaggedPage.Line(answer),
            _ => TaggedUtteranceText.ToText(answer),
        };
    }
}
