using Engram.Layers;

namespace Engram.Models;

/// <summary>What one recurrent layer did with a sentence.</summary>
/// <param name="Index">0 is the lowest layer.</param>
/// <param name="Cell">Its cell.</param>
/// <param name="Directions">Forward, reverse, or both in this order.</param>
public sealed record TracedLayer(int Index, CellKind Cell, IReadOnlyList<TracedDirection> Directions)
{
    /// <summary>The layer that reads in a direction.</summary>
    /// <param name="direction">The order of reading.</param>
    /// <exception cref="ArgumentException">The layer does not read in this direction.</exception>
    public TracedDirection this[Direction direction] => Directions.FirstOrDefault(candidate => candidate.Direction == direction)
        ?? throw new ArgumentException($"Layer {Index} of this model does not read in the direction {direction}, only {Directions[0].Direction}.");

    /// <summary>Copies the sentence of a rank from the last run.</summary>
    internal static TracedLayer[] Read(TaggerPass<float> pass, TaggerOptions options, PackedBatch layout, int rank) =>
        From(pass, options, one => TracedDirection.Read(one, layout, rank));

    /// <summary>The layers of a network that has read no word.</summary>
    internal static TracedLayer[] Unread(TaggerPass<float> pass, TaggerOptions options) =>
        From(pass, options, one => TracedDirection.Unread(one.Layer));

    private static TracedLayer[] From(TaggerPass<float> pass, TaggerOptions options, Func<RecurrentPass<float>, TracedDirection> direction) =>
        [.. pass.RecurrentLayers.Select((passes, index) => new TracedLayer(index, options.CellOf(index), [.. passes.Select(direction)]))];
}
