using Engram.Layers;
using Engram.Models;

namespace Engram.Inspection;

/// <summary>Which units of a layer do something while a sentence is read, and which stand still.</summary>
public static class UnitActivity
{
    /// <summary>The units whose value moves most from word to word.</summary>
    /// <param name="direction">What a layer did with a sentence.</param>
    /// <param name="part">A gate or a state of it, such as <c>forgetGate</c> or <c>cellState</c>.</param>
    /// <param name="most">How many, 1 or more.</param>
    /// <returns>Numbers of units, by the sum of the sizes of their steps in the order of reading, that from the initial state included; gates have
    /// no initial state.</returns>
    /// <exception cref="ArgumentException">There is no such gate or state; the message lists those there are.</exception>
    public static IReadOnlyList<int> MostActive(TracedDirection direction, string part, int most)
    {
        ArgumentNullException.ThrowIfNull(direction);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        IEnumerable<float[]> read = Values(direction, part);
        if (direction.Direction == Direction.Reverse)
            read = read.Reverse();
        if (direction.States.FirstOrDefault(state => state.Name == part) is { } remembered)
            read = read.Prepend(remembered.Initial);
        float[][] rows = [.. read];
        if (rows.Length == 0)
            return [];
        double Movement(int unit) => Enumerable.Range(1, rows.Length - 1).Sum(step => Math.Abs((double)rows[step][unit] - rows[step - 1][unit]));
        return [.. Enumerable.Range(0, rows[0].Length).OrderByDescending(Movement).Take(most)];
    }

    /// <summary>The values of a gate or of a state, whichever has the name.</summary>
    /// <param name="direction">What a layer did with a sentence.</param>
    /// <param name="part">Such as <c>forgetGate</c> or <c>cellState</c>.</param>
    /// <returns><c>[words][units]</c>.</returns>
    /// <exception cref="ArgumentException">There is no such gate or state; the message lists those there are.</exception>
    public static IReadOnlyList<float[]> Values(TracedDirection direction, string part)
    {
        ArgumentNullException.ThrowIfNull(direction);
        return direction.Gates.FirstOrDefault(gate => gate.Name == part)?.Values
            ?? direction.States.FirstOrDefault(state => state.Name == part)?.Values
            ?? throw new ArgumentException(
                $"This cell has nothing called '{part}'. Give one of: "
                + $"{string.Join(", ", direction.Gates.Select(gate => gate.Name).Concat(direction.States.Select(state => state.Name)).Distinct())}.",
                nameof(part));
    }
}
