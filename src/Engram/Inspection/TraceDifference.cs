using Engram.Models;

namespace Engram.Inspection;

/// <summary>Where the memories of two sentences differ.</summary>
/// <param name="Words">The words of both, place by place.</param>
/// <param name="Layers">The layers from the bottom up; none where the traces come from two models, whose units have nothing in common.</param>
public sealed record TraceDifference(IReadOnlyList<AlignedWord> Words, IReadOnlyList<LayerDifference> Layers)
{
    /// <summary>Compares two traces, word against word: those that both sentences begin with, those that both end with, and in between one against
    /// one from the left; a word more of one of them stands alone.</summary>
    /// <param name="text">The one.</param>
    /// <param name="against">The other.</param>
    /// <param name="sameUnits">Whether both come from one model.</param>
    public static TraceDifference Between(MemoryTrace text, MemoryTrace against, bool sameUnits = true)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(against);
        WordAlignment alignment = new(text, against);
        LayerDifference[] layers = !sameUnits ? [] :
        [
            .. text.Layers.Zip(against.Layers, (one, two) => new LayerDifference(
                one.Index, [.. one.Directions.Zip(two.Directions, (left, right) => DirectionDifference.Between(left, right, alignment))])),
        ];
        return new TraceDifference(alignment.Words, layers);
    }
}
