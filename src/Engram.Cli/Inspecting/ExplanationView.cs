using Engram.Inspection;
using Spectre.Console;

namespace Engram.Cli.Inspecting;

/// <summary>Shows which words speak for a tag, and which against it.</summary>
/// <param name="terminal">Where to.</param>
internal sealed class ExplanationView(Terminal terminal)
{
    private const int Half = 10;

    /// <summary>Shows an explanation.</summary>
    public void Write(SlotExplanation why)
    {
        string word = WordColumns.Printable(why.Words[why.Word]), likely = AnswerView.Percent(why.Probability);
        string heading = Terminal.Text($"why '{word}' is {why.Tag}: {likely}, log-odds {why.Score:0.00}\n");
        terminal.Results.Write(new Text(heading, new Style(decoration: Decoration.Bold)));
        Table table = new Table().Border(TableBorder.None);
        table.AddColumn(new TableColumn(new Text("  word")).PadRight(2));
        table.AddColumn(new TableColumn(new Text("gradient × input")).PadRight(1)).AddColumn(new TableColumn("").RightAligned().PadRight(3));
        table.AddColumn(new TableColumn(new Text("left out")).PadRight(1)).AddColumn(new TableColumn("").RightAligned());
        double gradients = Largest(why.Gradient), occlusions = Largest(why.Occlusion.OfType<double>());
        for (int i = 0; i < why.Words.Count; i++)
        {
            table.AddRow(
                new Text((i == why.Word ? "> " : "  ") + WordColumns.Printable(why.Words[i])),
                Bar(why.Gradient[i], gradients),
                Number(why.Gradient[i]),
                Bar(why.Occlusion[i], occlusions),
                Number(why.Occlusion[i]));
        }

        terminal.Results.Write(table);
        terminal.Results.Write(new Text("  right of the middle: speaks for the tag; left of it: against it\n\n"));
    }

    private static double Largest(IEnumerable<double> values) => values.Select(Math.Abs).DefaultIfEmpty().Max() is var largest and > 0 ? largest : 1;

    private static Text Number(double? value) => new(value is { } number ? Terminal.Text($"{number:+0.00;−0.00;0.00}") : "");

    private static Text Bar(double? value, double largest)
    {
        int length = value is { } number ? (int)Math.Round(Half * Math.Abs(number) / largest) : 0;
        string bar = new('█', length);
        return value < 0
            ? new Text(bar.PadLeft(Half) + "│" + new string(' ', Half), new Style(Color.Blue))
            : new Text(new string(' ', Half) + "│" + bar.PadRight(Half), new Style(value > 0 ? Color.Orange3 : Color.Default));
    }
}
