using Engram.Layers;
using Engram.Models;

namespace Engram.Inspection;

/// <summary>How often a gate of a layer stands at one of its ends. One that always does decides nothing, and hardly learns any more.</summary>
/// <remarks>Karpathy, Johnson and Fei-Fei, "Visualizing and Understanding Recurrent Networks", 2015 (arXiv:1506.02078).</remarks>
/// <param name="Layer">0 is the lowest.</param>
/// <param name="Direction">The order of reading.</param>
/// <param name="Gate">Such as <c>forgetGate</c>.</param>
/// <param name="Shut">Share of the values below <see cref="ShutBelow"/>, over all units and words.</param>
/// <param name="Open">Share of the values above <see cref="OpenAbove"/>.</param>
/// <param name="Values">How many values there were.</param>
public sealed record GateSaturation(int Layer, Direction Direction, string Gate, double Shut, double Open, long Values)
{
    /// <summary>A gate below 0.1 is shut.</summary>
    public const float ShutBelow = 0.1f;

    /// <summary>A gate above 0.9 is open.</summary>
    public const float OpenAbove = 0.9f;

    /// <summary>Measures the gates of a model over some sentences.</summary>
    /// <param name="tagger">The model.</param>
    /// <param name="sentences">Their tokens, at least one each.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One a gate, layer by layer; none where the cells have no gates. What is not a gate, such as a candidate, is left out.</returns>
    public static IReadOnlyList<GateSaturation> Measure(
        SlotTagger tagger, IEnumerable<IReadOnlyList<string>> sentences, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tagger);
        ArgumentNullException.ThrowIfNull(sentences);
        List<GateSaturation> counts = [];
        foreach (IReadOnlyList<string> tokens in sentences)
        {
            cancellationToken.ThrowIfCancellationRequested();
            GateSaturation[] one = [.. TaggerTracing.Memory(tagger, tokens).SelectMany(Count)];
            if (counts.Count == 0)
                counts.AddRange(one);
            else
                counts = [.. counts.Zip(one, (left, right) => left with
                {
                    Shut = left.Shut + right.Shut,
                    Open = left.Open + right.Open,
                    Values = left.Values + right.Values,
                })];
        }

        return [.. counts.Select(count => count with { Shut = count.Shut / count.Values, Open = count.Open / count.Values })];
    }

    // Numbers of values for the time being.
    private static IEnumerable<GateSaturation> Count(TracedLayer layer) =>
        from direction in layer.Directions
        from gate in direction.Gates
        where gate.Name.EndsWith("Gate", StringComparison.Ordinal)
        let values = gate.Values.SelectMany(row => row)
        select new GateSaturation(
            layer.Index, direction.Direction, gate.Name, values.Count(value => value < ShutBelow), values.Count(value => value > OpenAbove),
            gate.Values.Sum(row => row.Length));
}
