using System.Numerics;
using Engram.Layers;
using Engram.Numerics;

namespace Engram.Conformance.Tests.Networks;

/// <summary>Which steps of which sentences are read, and where the row of each lies in a packed batch.</summary>
/// <remarks>The arrays of the vectors are <c>[step, sentence, …]</c> or, batch first, <c>[sentence, step, …]</c>. A step that is not read
/// has no row; a sentence of which nothing is read has no rank.</remarks>
public sealed class SentenceLayout
{
    private const int None = -1;
    private readonly int[,] _rows;
    private readonly int[] _ranks;
    private readonly bool _batchFirst;

    /// <summary>Lays out the steps that are read.</summary>
    /// <param name="steps">Time steps of the arrays.</param>
    /// <param name="sentences">Sentences of the arrays.</param>
    /// <param name="batchFirst">Whether the sentence is the first axis of the arrays.</param>
    /// <param name="isRead">Whether a step (second) of a sentence (first) is read.</param>
    public SentenceLayout(int steps, int sentences, bool batchFirst, Func<int, int, bool> isRead)
    {
        (Steps, Sentences, _batchFirst) = (steps, sentences, batchFirst);
        _rows = new int[sentences, steps];
        _ranks = new int[sentences];
        int[][] read = [.. Enumerable.Range(0, sentences).Select(
            sentence => Enumerable.Range(0, steps).Where(step => isRead(sentence, step)).ToArray())];
        int[] filled = [.. Enumerable.Range(0, sentences).Where(sentence => read[sentence].Length > 0)];
        Batch.Pack([.. filled.Select(sentence => read[sentence].Length)]);
        Array.Fill(_ranks, None);
        for (int sentence = 0; sentence < sentences; sentence++)
        {
            for (int step = 0; step < steps; step++)
                _rows[sentence, step] = None;
        }

        for (int rank = 0; rank < Batch.Sentences; rank++)
        {
            int sentence = filled[Batch.Sentence(rank)];
            _ranks[sentence] = rank;
            for (int i = 0; i < read[sentence].Length; i++)
                _rows[sentence, read[sentence][i]] = Batch.Row(rank, i);
        }
    }

    /// <summary>Time steps of the arrays.</summary>
    public int Steps { get; }

    /// <summary>Sentences of the arrays.</summary>
    public int Sentences { get; }

    /// <summary>The packed batch of what is read.</summary>
    public PackedBatch Batch { get; } = new();

    /// <summary>Reads the first words of each sentence.</summary>
    /// <param name="steps">Time steps of the arrays.</param>
    /// <param name="lengths">Words of each sentence.</param>
    /// <param name="batchFirst">Whether the sentence is the first axis of the arrays.</param>
    public static SentenceLayout OfLengths(int steps, int[] lengths, bool batchFirst) =>
        new(steps, lengths.Length, batchFirst, (sentence, step) => step < lengths[sentence]);

    /// <summary>Whether a step of a sentence is read.</summary>
    public bool IsRead(int sentence, int step) => _rows[sentence, step] != None;

    /// <summary>Whether anything of a sentence is read.</summary>
    public bool IsRead(int sentence) => _ranks[sentence] != None;

    /// <summary>Where a step of a sentence stands in the arrays.</summary>
    public int Place(int sentence, int step) => _batchFirst ? (sentence * Steps) + step : (step * Sentences) + sentence;

    /// <summary>Fills the rows of the batch from an array.</summary>
    public void Gather<T>(ReadOnlySpan<double> source, RowBlock<T> rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireLength(source.Length, Steps * Sentences * rows.Columns);
        for (int sentence = 0; sentence < Sentences; sentence++)
        {
            for (int step = 0; step < Steps; step++)
            {
                if (IsRead(sentence, step))
                    Copy(source.Slice(Place(sentence, step) * rows.Columns, rows.Columns), rows.Row(_rows[sentence, step]));
            }
        }
    }

    /// <summary>One label a row of the batch.</summary>
    public int[] GatherLabels(ReadOnlySpan<int> labels)
    {
        int[] result = new int[Batch.Rows];
        for (int sentence = 0; sentence < Sentences; sentence++)
        {
            for (int step = 0; step < Steps; step++)
            {
                if (IsRead(sentence, step))
                    result[_rows[sentence, step]] = labels[Place(sentence, step)];
            }
        }

        return result;
    }

    /// <summary>An array of the rows of the batch; 0 where nothing is read.</summary>
    public double[] Scatter<T>(RowBlock<T> rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] array = new double[Steps * Sentences * rows.Columns];
        for (int sentence = 0; sentence < Sentences; sentence++)
        {
            for (int step = 0; step < Steps; step++)
            {
                if (IsRead(sentence, step))
                    Copy<T>(rows.Row(_rows[sentence, step]), array.AsSpan(Place(sentence, step) * rows.Columns, rows.Columns));
            }
        }

        return array;
    }

    /// <summary>Fills one row a rank from an array <c>[sentence, …]</c>; <paramref name="row"/> says which row a rank has.</summary>
    public void GatherSentences<T>(ReadOnlySpan<double> source, RowBlock<T> rows, Func<int, int> row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireLength(source.Length, Sentences * rows.Columns);
        for (int sentence = 0; sentence < Sentences; sentence++)
        {
            if (IsRead(sentence))
                Copy(source.Slice(sentence * rows.Columns, rows.Columns), rows.Row(row(_ranks[sentence])));
        }
    }

    /// <summary>An array <c>[sentence, …]</c> of one row a rank; 0 for a sentence without a rank.</summary>
    public double[] ScatterSentences<T>(RowBlock<T> rows, Func<int, int> row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] array = new double[Sentences * rows.Columns];
        for (int sentence = 0; sentence < Sentences; sentence++)
        {
            if (IsRead(sentence))
                Copy<T>(rows.Row(row(_ranks[sentence])), array.AsSpan(sentence * rows.Columns, rows.Columns));
        }

        return array;
    }

    private static void Copy<T>(ReadOnlySpan<double> from, Span<T> to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < from.Length; i++)
            to[i] = T.CreateTruncating(from[i]);
    }

    private static void Copy<T>(ReadOnlySpan<T> from, Span<double> to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < from.Length; i++)
            to[i] = double.CreateTruncating(from[i]);
    }

    private static void RequireLength(int length, int expected)
    {
        if (length != expected)
            throw new ShapeException($"The array has {length} elements, but the layout and the columns ask for {expected}.");
    }
}
