using Engram.Layers;
using Engram.Models;

namespace Engram.Inspection;

/// <summary>Where two sentences differ in the memory of one layer in one direction.</summary>
/// <param name="Direction">The order of reading.</param>
/// <param name="FirstDifferent">The first place, in the order of reading, whose distance is above <see cref="Noticeable"/>; <see langword="null"/>
/// where there is none.</param>
/// <param name="PerWord">For each place the root of the mean square of the units' differences, hidden and cell state together;
/// <see langword="null"/> where only one sentence has a word.</param>
/// <param name="Units">The units that differ most, by the sum of the sizes of their differences; at most <see cref="MostUnits"/>.</param>
public sealed record DirectionDifference(
    Direction Direction, int? FirstDifferent, IReadOnlyList<double?> PerWord, IReadOnlyList<UnitDifference> Units)
{
    /// <summary>A distance that counts as different: 0.01, a hundredth of what a hidden unit can reach.</summary>
    public const double Noticeable = 0.01;

    /// <summary>How many units are listed: 20.</summary>
    public const int MostUnits = 20;

    // What every cell has, and what an LSTM has besides.
    private static readonly string[] Compared = ["hidden", "cellState"];

    internal static DirectionDifference Between(TracedDirection text, TracedDirection against, WordAlignment alignment)
    {
        (TracedState One, TracedState Two)[] states =
            [.. text.States.Zip(against.States).Where(pair => Compared.Contains(pair.First.Name))];
        double?[] perWord = alignment.Select((word, other) => Distance(states, word, other));
        int first = text.Direction == Direction.Forward
            ? Array.FindIndex(perWord, distance => distance > Noticeable)
            : Array.FindLastIndex(perWord, distance => distance > Noticeable);
        IEnumerable<UnitDifference> units = states.SelectMany(pair => Enumerable.Range(0, pair.One.Initial.Length).Select(unit =>
        {
            double?[] differences = alignment.Select((word, other) => (double)pair.One.Values[word][unit] - pair.Two.Values[other][unit]);
            return new UnitDifference(unit, pair.One.Name, differences.Sum(difference => Math.Abs(difference ?? 0)), differences);
        }));
        UnitDifference[] most = [.. units.Where(unit => unit.Total > 0).OrderByDescending(unit => unit.Total).Take(MostUnits)];
        return new DirectionDifference(text.Direction, first < 0 ? null : first, perWord, most);
    }

    private static double Distance((TracedState One, TracedState Two)[] states, int word, int other)
    {
        double sum = 0;
        int count = 0;
        foreach ((TracedState one, TracedState two) in states)
        {
            float[] left = one.Values[word], right = two.Values[other];
            for (int unit = 0; unit < left.Length; unit++)
                sum += ((double)left[unit] - right[unit]) * ((double)left[unit] - right[unit]);
            count += left.Length;
        }

        return Math.Sqrt(sum / count);
    }
}
