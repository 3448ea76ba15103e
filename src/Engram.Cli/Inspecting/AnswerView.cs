using Engram.Models;
using Engram.Tagging;
using Spectre.Console;

namespace Engram.Cli.Inspecting;

/// <summary>Shows what a tagger answered: the slots, how likely each word's tags are, and the best sequences.</summary>
/// <param name="terminal">Where to.</param>
internal sealed class AnswerView(Terminal terminal)
{
    private const int Alternatives = 3;

    /// <summary>A probability in a hundred.</summary>
    public static string Percent(double probability) => Terminal.Text($"{100 * probability:0.0} %");

    /// <summary>Shows the sentence with its slots.</summary>
    public void WriteText(TaggedUtterance utterance) =>
        terminal.Results.Write(new Text(WordColumns.Printable(TaggedUtteranceText.ToText(utterance)) + "\n"));

    /// <summary>Shows how likely each word's tags are, and the best sequences.</summary>
    /// <param name="trace">The sentence.</param>
    /// <param name="scheme">How its tags spell slots.</param>
    public void WriteProbabilities(MemoryTrace trace, TagScheme scheme)
    {
        Table words = new Table().Border(TableBorder.None);
        words.AddColumn(new TableColumn(new Text("  word")).PadRight(2)).AddColumn(new TableColumn(new Text("tag")).PadRight(2));
        words.AddColumn(new TableColumn(new Text("how likely each is")));
        foreach (TaggedToken token in trace.Utterance.Tokens)
        {
            string likely = string.Join("  ", token.Alternatives.Take(Alternatives).Select(tag => $"{tag.Tag} {Percent(tag.Probability)}"));
            words.AddRow(new Text("  " + WordColumns.Printable(token.Text)), new Text(token.Tag), new Text(likely));
        }

        terminal.Results.Write(words);
        terminal.Results.WriteLine();
        terminal.Results.Write(new Text("the likeliest answers for the whole sentence\n", new Style(decoration: Decoration.Bold)));
        foreach (TracedPath path in trace.Paths)
            terminal.Results.Write(new Text($"  {Percent(path.Probability),7}  {Spelled(path, trace.Utterance, scheme)}\n"));
        terminal.Results.WriteLine();
    }

    private static string Spelled(TracedPath path, TaggedUtterance utterance, TagScheme scheme)
    {
        if (scheme == TagScheme.Plain)
            return string.Join(' ', path.Tags);
        string[] slots = [.. TagSpans.Read(path.Tags, scheme).Select(span =>
            $"{span.Name}={WordColumns.Printable(utterance.Text[utterance.Tokens[span.Start].Start..utterance.Tokens[span.End - 1].End])}")];
        return slots.Length == 0 ? "no slot" : string.Join("  ", slots);
    }
}
