using Engram.Inspection;
using Engram.Layers;
using Engram.Models;
using Spectre.Console;

namespace Engram.Cli.Inspecting;

/// <summary>Shows one unit over the words: its gates and its state, and the arithmetic of every step.</summary>
/// <param name="terminal">Where to.</param>
internal sealed class UnitView(Terminal terminal)
{
    /// <summary>Shows a unit of a layer in one direction.</summary>
    public void Write(TracedLayer layer, TracedDirection direction, int unit, IReadOnlyList<string> words)
    {
        string[][] steps = [.. Enumerable.Range(0, words.Count).Select(word => StepArithmetic.Lines(layer.Cell, direction, unit, word).ToArray())];
        HeatMapView map = new(terminal);
        map.Heading(layer, direction, Terminal.Text($"unit {unit}"), "gates, then what it remembers");
        (string, double?[])[] rows =
        [
            .. direction.Gates.Where(gate => gate.Values.All(row => row.Length > unit)).Select(gate => (gate.Name, Row(gate.Values, unit))),
            .. direction.States.Where(state => state.Initial.Length > unit).Select(state => (state.Name, Row(state.Values, unit))),
        ];
        map.Grid(words, rows, largest: null);
        int width = words.Max(word => WordColumns.Printable(word).GetCellWidth());
        foreach (int word in direction.Direction == Direction.Forward ? Enumerable.Range(0, words.Count) : Enumerable.Range(0, words.Count).Reverse())
        {
            for (int line = 0; line < steps[word].Length; line++)
            {
                string label = WordColumns.Fill(line == 0 ? WordColumns.Printable(words[word]) : "", width);
                terminal.Results.Write(new Text($"  {label}  {steps[word][line]}\n"));
            }
        }

        terminal.Results.WriteLine();
    }

    private static double?[] Row(IReadOnlyList<float[]> values, int unit) => [.. values.Select(row => (double?)row[unit])];
}
