using System.Numerics;
using Engram.Cells;

namespace Engram.Layers;

/// <summary>The state of one recurrent layer in one direction, for some sequences; or the gradient of one.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class LayerState<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal LayerState(string name, IReadOnlyList<CellPart> state, int sequences)
    {
        Name = name;
        int start = 0;
        CellPart[] parts = new CellPart[state.Count];
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = state[i] with { Start = start };
            start += state[i].Count;
        }

        Parts = parts;
        Values = [.. Enumerable.Range(0, sequences).Select(_ => new T[start])];
    }

    /// <summary>Which layer and direction: <c>1.forward</c>.</summary>
    public string Name { get; }

    /// <summary>What lies where in <see cref="Values"/>: <c>hidden</c>, for an LSTM then <c>cellState</c>.</summary>
    public IReadOnlyList<CellPart> Parts { get; }

    /// <summary>For each sequence all parts, one after the other.</summary>
    public IReadOnlyList<T[]> Values { get; }

    /// <summary>One part of a sequence's state, to be read or written.</summary>
    /// <param name="sequence">0 to the number of sequences − 1.</param>
    /// <param name="part">Such as <c>hidden</c> or <c>cellState</c>.</param>
    /// <exception cref="ArgumentException">The state has no such part.</exception>
    public Span<T> Part(int sequence, string part)
    {
        foreach (CellPart candidate in Parts)
        {
            if (candidate.Name == part)
                return Values[sequence].AsSpan(candidate.Start, candidate.Count);
        }

        throw new ArgumentException(
            $"LayerState: '{Name}' has no part '{part}', but {string.Join(", ", Parts.Select(known => known.Name))}.", nameof(part));
    }
}
