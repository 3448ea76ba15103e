using Engram.Inspection;
using Engram.Models;
using Spectre.Console;

namespace Engram.Cli.Inspecting;

/// <summary>Shows where the memories of two sentences differ.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="rows">How many units.</param>
internal sealed class DifferenceView(Terminal terminal, int rows)
{
    /// <summary>Shows a comparison: the distance of every layer, and the units of one layer that differ most.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="directions">The directions of it.</param>
    public void Write(TraceComparison comparison, int layer, IEnumerable<TracedDirection> directions)
    {
        TraceDifference difference = comparison.Difference;
        string[] words = [.. difference.Words.Select(word => word.Same ? word.Word! : $"{word.Word ?? "–"}/{word.Against ?? "–"}")];
        HeatMapView map = new(terminal);
        (string, double?[])[] distances =
        [
            .. difference.Layers.SelectMany(one => one.Directions.Select(direction =>
                (Terminal.Text($"layer {one.Index} {Names.Of(direction.Direction)}"), direction.PerWord.ToArray()))),
        ];
        terminal.Results.Write(new Text("how far the two memories are apart (root of the mean square)\n", new Style(decoration: Decoration.Bold)));
        map.Grid(words, distances, Math.Max(0.1, distances.SelectMany(row => row.Item2).Max() ?? 0));
        TracedLayer traced = comparison.Text.Layers[layer];
        foreach (TracedDirection shown in directions)
        {
            DirectionDifference direction = difference.Layers[layer].Directions.Single(one => one.Direction == shown.Direction);
            string since = direction.FirstDifferent is { } place ? $"different since '{words[place]}'" : "no difference";
            UnitDifference[] units = [.. direction.Units.Take(rows)];
            map.Heading(traced, shown, "the one minus the other", since);
            if (units.Length > 0)
            {
                double largest = units.Max(unit => unit.PerWord.Max(value => Math.Abs(value ?? 0)));
                map.Grid(words, [.. units.Select(unit => (Terminal.Text($"{unit.State} {unit.Unit}"), unit.PerWord.ToArray()))], largest);
            }
        }
    }
}
