using System.Numerics;
using Engram.Numerics;

namespace Engram.Layers;

/// <summary>One run of attention, with the weights that it gave.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class SelfAttentionPass<T> : LayerPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SelfAttention<T> _layer;
    private readonly int _size;
    private readonly T _scale;
    private readonly RowBuffer<T> _projected;
    private readonly RowBuffer<T> _dProjected;
    private readonly RowBuffer<T> _output;
    private readonly GradientProduct<T> _product = new();
    private T[] _weights = [];
    private T[] _dScores = [];
    private int[] _starts = [];

    internal SelfAttentionPass(SelfAttention<T> layer)
    {
        _layer = layer;
        _size = layer.OutputSize;
        _scale = T.One / T.Sqrt(T.CreateTruncating(_size));
        _projected = new RowBuffer<T>(layer.Product.Columns);
        _dProjected = new RowBuffer<T>(layer.Product.Columns);
        _output = new RowBuffer<T>(_size);
    }

    /// <inheritdoc/>
    public override RowBlock<T> Output => _output.Block;

    /// <summary>How much a word looked at each word of its sentence in the last run; the weights sum to 1.</summary>
    /// <param name="batch">The batch of the last run.</param>
    /// <param name="rank">The rank of the sentence.</param>
    /// <param name="step">The position of the word that looks.</param>
    public ReadOnlySpan<T> Weights(PackedBatch batch, int rank, int step)
    {
        ArgumentNullException.ThrowIfNull(batch);
        int length = batch.Length(rank);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)step, (uint)length, nameof(step));
        return WeightsOf(rank, step, length);
    }

    /// <inheritdoc/>
    public override RowBlock<T> Forward(PackedBatch batch, RowBlock<T> input, SeededRandom? random = null)
    {
        ArgumentNullException.ThrowIfNull(batch);
        RowBlock<T> projected = _projected.Resize(input.Rows), output = _output.Resize(input.Rows);
        _layer.Product.Apply(input, projected);
        _output.Clear();
        MakeRoom(batch);
        for (int rank = 0; rank < batch.Sentences; rank++)
        {
            int length = batch.Length(rank);
            for (int i = 0; i < length; i++)
            {
                Span<T> weights = WeightsOf(rank, i, length), query = Query(projected, batch.Row(rank, i));
                for (int j = 0; j < length; j++)
                    weights[j] = Rows.Dot<T>(query, Key(projected, batch.Row(rank, j))) * _scale;
                Softmax.Apply<T>(weights, weights);
                Span<T> sum = output.Row(batch.Row(rank, i));
                for (int j = 0; j < length; j++)
                    Rows.AddScaled(weights[j], Value(projected, batch.Row(rank, j)), sum);
            }
        }

        return output;
    }

    /// <inheritdoc/>
    public override void Backpropagate(PackedBatch batch, RowBlock<T> input, RowBlock<T> dOutput, RowBlock<T> dInput)
    {
        ArgumentNullException.ThrowIfNull(batch);
        RowBlock<T> dProjected = _dProjected.Resize(input.Rows);
        _dProjected.Clear();
        if (_dScores.Length < batch.Steps)
            _dScores = new T[2 * batch.Steps];
        for (int rank = 0; rank < batch.Sentences; rank++)
        {
            for (int i = 0; i < batch.Length(rank); i++)
                Backpropagate(batch, rank, i, dOutput.Row(batch.Row(rank, i)), dProjected);
        }

        _layer.Product.Backpropagate(input, dProjected, dInput, _product);
    }

    private void Backpropagate(PackedBatch batch, int rank, int i, ReadOnlySpan<T> gradient, RowBlock<T> dProjected)
    {
        RowBlock<T> projected = _projected.Block;
        int length = batch.Length(rank), row = batch.Row(rank, i);
        Span<T> weights = WeightsOf(rank, i, length), dScores = _dScores.AsSpan(0, length);
        T mean = T.Zero;
        for (int j = 0; j < length; j++)
        {
            Rows.AddScaled(weights[j], gradient, Value(dProjected, batch.Row(rank, j)));
            dScores[j] = Rows.Dot(gradient, Value(projected, batch.Row(rank, j)));
            mean += weights[j] * dScores[j];
        }

        for (int j = 0; j < length; j++)
        {
            int other = batch.Row(rank, j);
            T slope = weights[j] * (dScores[j] - mean) * _scale;
            Rows.AddScaled(slope, Key(projected, other), Query(dProjected, row));
            Rows.AddScaled(slope, Query(projected, row), Key(dProjected, other));
        }
    }

    private void MakeRoom(PackedBatch batch)
    {
        if (_starts.Length < batch.Sentences)
            _starts = new int[2 * batch.Sentences];
        int total = 0;
        for (int rank = 0; rank < batch.Sentences; rank++)
        {
            _starts[rank] = total;
            total = checked(total + (batch.Length(rank) * batch.Length(rank)));
        }

        if (_weights.Length < total)
            _weights = new T[total + (total / 2)];
    }

    private Span<T> WeightsOf(int rank, int step, int length) => _weights.AsSpan(_starts[rank] + (step * length), length);

    private Span<T> Query(RowBlock<T> rows, int row) => rows.Row(row)[.._size];

    private Span<T> Key(RowBlock<T> rows, int row) => rows.Row(row).Slice(_layer.Width, _size);

    private Span<T> Value(RowBlock<T> rows, int row) => rows.Row(row).Slice(2 * _layer.Width, _size);
}
