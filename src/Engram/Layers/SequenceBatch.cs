using System.Numerics;
using Engram.Numerics;

namespace Engram.Layers;

/// <summary>Sequences of vectors, of any lengths and with any steps masked, made ready for a network: only steps that count are computed.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class SequenceBatch<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IReadOnlyList<T[][]> _sequences;
    private readonly IReadOnlyList<bool[]>? _mask;
    private readonly int[][] _rows;
    private readonly int[] _ranks;
    private readonly RowBuffer<T> _input;

    /// <summary>Takes in ragged sequences.</summary>
    /// <param name="sequences"><c>[sequence][step][size]</c>; a sequence may have no steps. The arrays are not copied before they are run.</param>
    /// <param name="mask">For each sequence and step whether it counts; <see langword="null"/> where all do.</param>
    /// <exception cref="ShapeException">The vectors are not equally long, or the mask has another shape.</exception>
    public SequenceBatch(IReadOnlyList<T[][]> sequences, IReadOnlyList<bool[]>? mask = null)
        : this(sequences, mask, 0)
    {
    }

    private SequenceBatch(IReadOnlyList<T[][]> sequences, IReadOnlyList<bool[]>? mask, int start)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        (_sequences, _mask, Start) = (sequences, mask, start);
        RequireMask();
        Size = sequences.FirstOrDefault(sequence => sequence.Length > 0)?[0].Length ?? 0;
        int[] kept = [.. Enumerable.Range(0, Count).Select(sequence => Enumerable.Range(0, Length(sequence)).Count(step => Counts(sequence, step)))];
        int[] given = [.. Enumerable.Range(0, Count).Where(sequence => kept[sequence] > 0)];
        Layout.Pack([.. given.Select(sequence => kept[sequence])]);
        _ranks = new int[Count];
        Array.Fill(_ranks, -1);
        for (int rank = 0; rank < Layout.Sentences; rank++)
            _ranks[given[Layout.Sentence(rank)]] = rank;
        _rows = [.. Enumerable.Range(0, Count).Select(RowsOf)];
        _input = new RowBuffer<T>(Layout.Rows, Math.Max(1, Size));
        Gather(sequences, _input.Block, "sequences");
    }

    /// <summary>Number of sequences.</summary>
    public int Count => _sequences.Count;

    /// <summary>Length of a vector; 0 where no sequence has a step.</summary>
    public int Size { get; }

    /// <summary>The first step, counted in the sequences that this is a <see cref="Split">part</see> of; else 0.</summary>
    public int Start { get; }

    /// <summary>How the steps that count lie in the rows that layers work on.</summary>
    public PackedBatch Layout { get; } = new();

    /// <summary>The rows of the steps that count.</summary>
    internal RowBlock<T> Input => _input.Block;

    /// <summary>Takes in sequences padded to one length.</summary>
    /// <param name="values"><c>[sequences, steps, size]</c>.</param>
    /// <param name="lengths">Steps of each sequence, what follows is padding; <see langword="null"/> where there is none.</param>
    /// <param name="mask">For each sequence and step whether it counts, <c>[sequences, steps]</c>; <see langword="null"/> where all do.</param>
    public SequenceBatch(T[,,] values, IReadOnlyList<int>? lengths = null, bool[,]? mask = null)
        : this(Ragged(values), MaskOf(values, lengths, mask))
    {
    }

    /// <summary>Steps of a sequence, masked ones included.</summary>
    /// <param name="sequence">0 to <see cref="Count"/> − 1.</param>
    public int Length(int sequence) => _sequences[sequence].Length;

    /// <summary>Whether a step counts.</summary>
    /// <param name="sequence">0 to <see cref="Count"/> − 1.</param>
    /// <param name="step">0 to the sequence's length − 1.</param>
    public bool Counts(int sequence, int step) => _mask is null || _mask[sequence][step];

    /// <summary>The rank of a sequence in <see cref="Layout"/>, or −1 where none of its steps counts.</summary>
    /// <param name="sequence">0 to <see cref="Count"/> − 1.</param>
    public int Rank(int sequence) => _ranks[sequence];

    /// <summary>Cuts the sequences into pieces of some steps, to be run one after the other with carried state.</summary>
    /// <param name="steps">Steps of a piece, 1 or more. A sequence that has ended has no steps in the pieces that follow.</param>
    public IEnumerable<SequenceBatch<T>> Split(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        int longest = _sequences.Count == 0 ? 0 : _sequences.Max(sequence => sequence.Length);
        for (int start = 0; start < longest; start += steps)
        {
            int first = start;
            yield return new SequenceBatch<T>(
                [.. _sequences.Select(sequence => sequence.Skip(first).Take(steps).ToArray())],
                _mask is null ? null : [.. _mask.Select(mask => mask.Skip(first).Take(steps).ToArray())],
                Start + first);
        }
    }

    /// <summary>Puts rows back where their steps stand.</summary>
    /// <param name="rows">One row a step that counts.</param>
    /// <param name="masked">What stands at the others.</param>
    /// <returns><c>[sequence][step][columns]</c>.</returns>
    public T[][][] Scatter(RowBlock<T> rows, MaskedOutput masked = MaskedOutput.RepeatLast)
    {
        rows.Require(Layout.Rows, rows.Columns, "SequenceBatch.Scatter", nameof(rows));
        T[][][] result = new T[Count][][];
        for (int sequence = 0; sequence < Count; sequence++)
        {
            result[sequence] = new T[Length(sequence)][];
            for (int step = 0; step < Length(sequence); step++)
            {
                int row = RowFor(sequence, step, masked);
                result[sequence][step] = row < 0 ? new T[rows.Columns] : rows.Row(row).ToArray();
            }
        }

        return result;
    }

    /// <summary>Adds vectors, step by step, to the rows that <see cref="Scatter"/> took them from: its gradient.</summary>
    internal void GatherGradients(IReadOnlyList<T[][]> vectors, RowBlock<T> rows, MaskedOutput masked)
    {
        RequireShape(vectors, rows.Columns, "gradients");
        for (int sequence = 0; sequence < Count; sequence++)
        {
            for (int step = 0; step < Length(sequence); step++)
            {
                int row = RowFor(sequence, step, masked);
                if (row >= 0)
                    Rows.Add(vectors[sequence][step], rows.Row(row));
            }
        }
    }

    private static T[][][] Ragged(T[,,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        T[] Vector(int sequence, int step) => [.. Enumerable.Range(0, values.GetLength(2)).Select(column => values[sequence, step, column])];
        return [.. Enumerable.Range(0, values.GetLength(0)).Select(
            sequence => Enumerable.Range(0, values.GetLength(1)).Select(step => Vector(sequence, step)).ToArray())];
    }

    private static bool[][]? MaskOf(T[,,] values, IReadOnlyList<int>? lengths, bool[,]? mask)
    {
        int sequences = values.GetLength(0), steps = values.GetLength(1);
        if (lengths is not null && (lengths.Count != sequences || lengths.Any(length => length < 0 || length > steps)))
            throw new ShapeException($"SequenceBatch: the lengths must be {sequences} numbers from 0 to {steps}.");
        if (mask is not null && (mask.GetLength(0) != sequences || mask.GetLength(1) != steps))
            throw new ShapeException($"SequenceBatch: the mask is [{mask.GetLength(0)}, {mask.GetLength(1)}], but must be [{sequences}, {steps}].");
        return lengths is null && mask is null
            ? null
            : [.. Enumerable.Range(0, sequences).Select(sequence => Enumerable.Range(0, steps).Select(
                step => step < (lengths?[sequence] ?? steps) && (mask?[sequence, step] ?? true)).ToArray())];
    }

    private void RequireMask()
    {
        if (_mask is null)
            return;
        if (_mask.Count != Count)
            throw new ShapeException($"SequenceBatch: {Count} sequences, but masks for {_mask.Count}. Give one a sequence.");
        for (int sequence = 0; sequence < Count; sequence++)
        {
            if (_mask[sequence].Length != Length(sequence))
                throw new ShapeException(
                    $"SequenceBatch: sequence {sequence} has {Length(sequence)} steps, but its mask {_mask[sequence].Length}. Make them equal.");
        }
    }

    private void RequireShape(IReadOnlyList<T[][]> vectors, int size, string what)
    {
        if (vectors.Count != Count)
            throw new ShapeException($"SequenceBatch: {what} of {vectors.Count} sequences, but there are {Count}.");
        for (int sequence = 0; sequence < Count; sequence++)
        {
            if (vectors[sequence].Length != Length(sequence))
                throw new ShapeException(
                    $"SequenceBatch: {what} of sequence {sequence} have {vectors[sequence].Length} steps, but it has {Length(sequence)}.");
            for (int step = 0; step < Length(sequence); step++)
            {
                if (vectors[sequence][step].Length != size)
                    throw new ShapeException(
                        $"SequenceBatch: {what}, sequence {sequence}, step {step}: {vectors[sequence][step].Length} values, but must be {size}.");
            }
        }
    }

    private void Gather(IReadOnlyList<T[][]> vectors, RowBlock<T> rows, string what)
    {
        RequireShape(vectors, Size, what);
        for (int sequence = 0; sequence < Count; sequence++)
        {
            for (int step = 0; step < Length(sequence); step++)
            {
                if (Counts(sequence, step))
                    vectors[sequence][step].CopyTo(rows.Row(_rows[sequence][step]));
            }
        }
    }

    // For each step the row of the last step that counted, itself included; −1 before the first.
    private int[] RowsOf(int sequence)
    {
        int[] rows = new int[Length(sequence)];
        int position = 0, last = -1;
        for (int step = 0; step < rows.Length; step++)
        {
            if (Counts(sequence, step))
                last = Layout.Row(_ranks[sequence], position++);
            rows[step] = last;
        }

        return rows;
    }

    private int RowFor(int sequence, int step, MaskedOutput masked) =>
        masked == MaskedOutput.Zero && !Counts(sequence, step) ? -1 : _rows[sequence][step];
}
