using Engram.Corpora;
using Engram.Inspection;
using Spectre.Console;

namespace Engram.Cli.Inspecting;

/// <summary>Shows what was measured over a corpus.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="corpus">The corpus.</param>
internal sealed class CorpusView(Terminal terminal, Corpus corpus)
{
    private const int BarWidth = 30;

    /// <summary>Shows how often gates stand at their ends.</summary>
    public void Write(IReadOnlyList<GateSaturation> saturation)
    {
        Heading(Terminal.Text($"gates over {Terminal.Count(corpus.Count, "sentence")} of {corpus.Name}"));
        if (saturation.Count == 0)
        {
            terminal.Results.Write(new Text("  the cells of this model have no gates\n\n"));
            return;
        }

        Table table = new Table().Border(TableBorder.None);
        table.AddColumn(new TableColumn(new Text("  layer")).PadRight(2)).AddColumn(new TableColumn(new Text("gate")).PadRight(2));
        table.AddColumn(new TableColumn(new Text("shut (< 0.1)")).RightAligned().PadRight(2));
        table.AddColumn(new TableColumn(new Text("open (> 0.9)")).RightAligned());
        foreach (GateSaturation gate in saturation)
        {
            table.AddRow(
                new Text(Terminal.Text($"  {gate.Layer} {Names.Of(gate.Direction)}")), new Text(gate.Gate),
                new Text(AnswerView.Percent(gate.Shut)), new Text(AnswerView.Percent(gate.Open)));
        }

        terminal.Results.Write(table);
        terminal.Results.WriteLine();
    }

    /// <summary>Shows how strongly slots hang on words at each distance.</summary>
    public void Write(IReadOnlyList<WordReach> reach)
    {
        if (reach.Count == 0)
            return;
        Heading("how strongly a slot's tag hangs on the words around it (mean length of the gradient, by distance)");
        double largest = reach.Max(one => one.Gradient);
        foreach (WordReach one in reach)
        {
            string bar = new('█', (int)Math.Round(BarWidth * one.Gradient / largest));
            terminal.Results.Write(new Text(Terminal.Text($"  {one.Distance,4:+0;−0;0}  {bar,-BarWidth}  {one.Gradient:0.0000}\n")));
        }

        terminal.Results.WriteLine();
    }

    /// <summary>Shows where the same cells are on.</summary>
    public void Write(IReadOnlyList<CellMatch> matches, CellSelection cells, string phrase)
    {
        string count = Terminal.Count(cells.Units.Count, "cell");
        string place = Terminal.Text($"layer {cells.Layer} {Names.Of(cells.Direction)}");
        Heading(Terminal.Text($"{count} of {place} on at '{WordColumns.Printable(phrase)}' ({cells.State} at least {cells.Threshold})"));
        foreach (CellMatch match in matches)
        {
            string[] tokens = [.. corpus[match.Sentence].Tokens.Select(WordColumns.Printable)];
            string before = string.Join(' ', tokens[..match.Start]), after = string.Join(' ', tokens[match.End..]);
            Paragraph line = new();
            line.Append(Terminal.Text($"  {match.On,3} of {cells.Units.Count}  {before}{(before.Length > 0 ? " " : "")}["));
            line.Append(string.Join(' ', tokens[match.Start..match.End]), new Style(decoration: Decoration.Bold));
            terminal.Results.Write(line.Append($"]{(after.Length > 0 ? " " : "")}{after}\n"));
        }

        if (matches.Count == 0)
            terminal.Results.Write(new Text("  nowhere in the corpus\n"));
        terminal.Results.WriteLine();
    }

    private void Heading(string text) => terminal.Results.Write(new Text(text + "\n", new Style(decoration: Decoration.Bold)));
}
