using System.CommandLine;
using System.Text;
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
            "engram tag tickets.engram sentences.txt --format json")
        {
            model, file, format, top, noVerify,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            SlotTagger tagger = SlotTagger.Load(parsed.GetValue(model)!, new ModelLoadOptions { Verify = !parsed.GetValue(noVerify) });
            string path = parsed.GetValue(file) ?? "-";
            Answers answers = new(terminal.Output, parsed.GetValue(format) ?? Format.Text);
            if (path == "-")
                return Task.FromResult(Tag(tagger, terminal.Input, 1, answers, parsed.GetValue(top), cancellationToken));
            using StreamReader reader = Open(path);
            return Task.FromResult(Tag(tagger, reader, BatchSize, answers, parsed.GetValue(top), cancellationToken));
        });
        return command;
    }

    private static StreamReader Open(string path) => File.Exists(path)
        ? new StreamReader(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true))
        : throw new FileNotFoundException($"{path}: there is no such file. Give a text file with one sentence a line, or - to read standard input.");

    private static int Tag(SlotTagger tagger, TextReader reader, int batchSize, Answers answers, int top, CancellationToken cancellationToken)
    {
        answers.Begin();
        List<string> lines = [];
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string? line = reader.ReadLine();
            if (line is not null)
                lines.Add(line);
            if (lines.Count == batchSize || (line is null && lines.Count > 0))
            {
                foreach (TaggedUtterance answer in tagger.TagAll(lines, top))
                    answers.Write(answer);
                answers.Flush(batchSize == 1);
                lines.Clear();
            }

            if (line is null)
                break;
        }

        answers.End();
        return ExitCode.Done;
    }

    private sealed class Answers(TextWriter output, Format format)
    {
        public void Begin()
        {
            if (format == Format.Html)
                output.WriteLine(TaggedPage.Head);
        }

        public void Write(TaggedUtterance answer)
        {
            if (format == Format.Conll)
                TaggedUtteranceConll.Write(output, answer);
            else
                output.WriteLine(OneLine(answer));
        }

        public void Flush(bool now)
        {
            if (now)
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
