using Engram.Inspection;
using Engram.Models;
using Spectre.Console;

namespace Engram.Cli.Inspecting;

/// <summary>Shows memory: words as columns, units as rows.</summary>
/// <param name="terminal">Where to.</param>
internal sealed class HeatMapView(Terminal terminal)
{
    private const int LabelWidth = 10;

    private readonly IAnsiConsole _console = terminal.Results;

    /// <summary>Shows a gate or a state of a layer in one direction: the units that move most.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="direction">The direction.</param>
    /// <param name="part">The gate or state.</param>
    /// <param name="words">The words of the sentence.</param>
    /// <param name="rows">How many units.</param>
    public void Write(TracedLayer layer, TracedDirection direction, string part, IReadOnlyList<string> words, int rows)
    {
        IReadOnlyList<float[]> values = UnitActivity.Values(direction, part);
        IReadOnlyList<int> units = UnitActivity.MostActive(direction, part, rows);
        if (units.Count == 0)
            return;
        Heading(layer, direction, part, $"the {units.Count} of {values[0].Length} that move most");
        double largest = Math.Max(1, units.Max(unit => values.Max(row => Math.Abs(row[unit]))));
        Grid(words, [.. units.Select(unit => ($"unit {unit}", values.Select(row => (double?)row[unit]).ToArray()))], largest);
    }

    /// <summary>Shows rows of values under words.</summary>
    /// <param name="words">The heads of the columns.</param>
    /// <param name="rows">For each row its label and a value a word; nothing where there is none.</param>
    /// <param name="largest">What counts as the largest; <see langword="null"/>: 1, or in a row with larger values the largest of them.</param>
    public void Grid(IReadOnlyList<string> words, IReadOnlyList<(string Label, double?[] Values)> rows, double? largest)
    {
        int labelWidth = Math.Max(LabelWidth, rows.Max(row => row.Label.GetCellWidth() + 2));
        WordColumns columns = new(words, terminal.Width, labelWidth);
        bool hasColour = _console.Profile.Capabilities.ColorSystem != ColorSystem.NoColors;
        foreach ((int start, int end) in columns.Groups())
        {
            Paragraph text = new();
            text.Append(new string(' ', labelWidth));
            for (int word = start; word < end; word++)
                text.Append(" " + columns.Head(word));
            foreach ((string label, double?[] values) in rows)
            {
                text.Append("\n" + WordColumns.Fill("  " + label, labelWidth));
                double full = largest ?? Math.Max(1, values.Max(value => Math.Abs(value ?? 0)));
                for (int word = start; word < end; word++)
                    Append(text.Append(" "), values[word], full, columns.WidthOf(word), hasColour);
            }

            _console.Write(text.Append("\n\n"));
        }
    }

    /// <summary>Writes which part of which layer comes next.</summary>
    public void Heading(TracedLayer layer, TracedDirection direction, string part, string what) =>
        _console.Write(new Text(
            Terminal.Text($"layer {layer.Index}, {Names.Of(direction.Direction)}, {part}: {what}\n"), new Style(decoration: Decoration.Bold)));

    private static void Append(Paragraph text, double? value, double largest, int width, bool hasColour)
    {
        if (value is not { } number)
            text.Append(new string(' ', width));
        else if (hasColour)
            text.Append(WordColumns.Fill(" " + CellText.Of(number, largest)[1..], width), CellText.Colour(number, largest));
        else
            text.Append(WordColumns.Fill(CellText.Of(number, largest), width));
    }
}
