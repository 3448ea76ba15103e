using Engram.Layers;
using Engram.Models;

namespace Engram.Inspection;

/// <summary>Some cells of a layer, and when one of them is on: when its value is at least a threshold.</summary>
/// <param name="Layer">0 is the lowest.</param>
/// <param name="Direction">The order of reading.</param>
/// <param name="State"><c>hidden</c> or <c>cellState</c>.</param>
/// <param name="Units">The cells.</param>
/// <param name="Threshold">What a value must reach.</param>
public sealed record CellSelection(int Layer, Direction Direction, string State, IReadOnlyList<int> Units, double Threshold)
{
    /// <summary>The cells that are on at every word of a range.</summary>
    /// <remarks>Strobelt et al., "LSTMVis: A Tool for Visual Analysis of Hidden State Dynamics in Recurrent Neural Networks", IEEE TVCG 24(1),
    /// 2018.</remarks>
    /// <param name="trace">A sentence.</param>
    /// <param name="layer">0 is the lowest.</param>
    /// <param name="direction">The order of reading.</param>
    /// <param name="state"><c>hidden</c> or <c>cellState</c>.</param>
    /// <param name="start">The first word of the range.</param>
    /// <param name="end">The word after the last one.</param>
    /// <param name="threshold">What a value must reach; 0.3 by custom.</param>
    /// <param name="offAround">Whether only cells count that are off just before and just after the range, where there are words.</param>
    /// <exception cref="ArgumentException">There is no such layer, direction, state or range.</exception>
    public static CellSelection Over(
        MemoryTrace trace, int layer, Direction direction, string state, int start, int end, double threshold = 0.3, bool offAround = false)
    {
        ArgumentNullException.ThrowIfNull(trace);
        IReadOnlyList<float[]> values = Values(trace.Layers, layer, direction, state);
        if (start < 0 || end <= start || end > values.Count)
        {
            throw new ArgumentException(
                $"The words {start} to {end - 1} are no range of this sentence, which has the words 0 to {values.Count - 1}. "
                + "Give a range of at least one word.",
                nameof(end));
        }

        bool IsOn(int word, int unit) => values[word][unit] >= threshold;
        bool IsChosen(int unit) =>
            Enumerable.Range(start, end - start).All(word => IsOn(word, unit))
            && !(offAround && start > 0 && IsOn(start - 1, unit))
            && !(offAround && end < values.Count && IsOn(end, unit));
        return new CellSelection(layer, direction, state, [.. Enumerable.Range(0, values[0].Length).Where(IsChosen)], threshold);
    }

    /// <summary>The values that the selection looks at.</summary>
    internal IReadOnlyList<float[]> Values(IReadOnlyList<TracedLayer> layers) => Values(layers, Layer, Direction, State);

    private static IReadOnlyList<float[]> Values(IReadOnlyList<TracedLayer> layers, int layer, Direction direction, string state) =>
        layer >= 0 && layer < layers.Count ? layers[layer][direction].State(state).Values : throw new ArgumentException(
            $"There is no layer {layer}: the recurrent layers of this model are 0 to {layers.Count - 1}. Give one of them.", nameof(layer));
}
