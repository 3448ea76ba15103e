using System.Numerics;
using Engram.Numerics;

namespace Engram.Layers;

/// <summary>One run of a <see cref="SentencePooling{T}"/> over a batch, and back.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class SentencePoolingPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SentencePooling<T> _pooling;
    private readonly RowBuffer<T> _output;
    private int[] _largest = [];
    private T[] _weights = [];
    private T[] _dScores = [];

    internal SentencePoolingPass(SentencePooling<T> pooling)
    {
        _pooling = pooling;
        _output = new RowBuffer<T>(pooling.OutputSize);
    }

    /// <summary>Pools a batch.</summary>
    /// <param name="batch">How the rows are laid out.</param>
    /// <param name="input"><c>[batch rows, inputSize]</c>.</param>
    /// <returns>By rank, <c>[sentences, OutputSize]</c>; valid until the next call.</returns>
    public RowBlock<T> Forward(PackedBatch batch, RowBlock<T> input)
    {
        ArgumentNullException.ThrowIfNull(batch);
        RowBlock<T> output = _output.Resize(batch.Sentences);
        _output.Clear();
        Reserve(batch);
        for (int rank = 0; rank < batch.Sentences; rank++)
        {
            Span<T> vector = output.Row(rank);
            FindLargest(batch, rank, input, vector[.._pooling.InputSize]);
            Average(batch, rank, input, vector[_pooling.InputSize..]);
        }

        return output;
    }

    /// <summary>Adds the gradient of the words and of the query.</summary>
    /// <param name="batch">The batch of the last run.</param>
    /// <param name="input">Its words.</param>
    /// <param name="dOutput">Gradient of the vectors, by rank.</param>
    /// <param name="dInput">Gradient of the words; is added to.</param>
    public void Backpropagate(PackedBatch batch, RowBlock<T> input, RowBlock<T> dOutput, RowBlock<T> dInput)
    {
        ArgumentNullException.ThrowIfNull(batch);
        int size = _pooling.InputSize;
        for (int rank = 0; rank < batch.Sentences; rank++)
        {
            Span<T> gradient = dOutput.Row(rank);
            for (int column = 0; column < size; column++)
                dInput[batch.Row(rank, _largest[(rank * size) + column]), column] += gradient[column];
            BackpropagateAverage(batch, rank, input, gradient[size..], dInput);
        }
    }

    private void Reserve(PackedBatch batch)
    {
        int size = _pooling.InputSize;
        if (_largest.Length < batch.Sentences * size)
            _largest = new int[2 * batch.Sentences * size];
        if (_weights.Length < batch.Sentences * batch.Steps)
            _weights = new T[2 * batch.Sentences * batch.Steps];
        if (_dScores.Length < batch.Steps)
            _dScores = new T[2 * batch.Steps];
    }

    private Span<T> Weights(PackedBatch batch, int rank) => _weights.AsSpan(rank * batch.Steps, batch.Length(rank));

    private void FindLargest(PackedBatch batch, int rank, RowBlock<T> input, Span<T> maximum)
    {
        Span<int> largest = _largest.AsSpan(rank * maximum.Length, maximum.Length);
        input.Row(batch.Row(rank, 0)).CopyTo(maximum);
        largest.Clear();
        for (int step = 1; step < batch.Length(rank); step++)
        {
            Span<T> word = input.Row(batch.Row(rank, step));
            for (int column = 0; column < maximum.Length; column++)
            {
                if (word[column] > maximum[column])
                    (maximum[column], largest[column]) = (word[column], step);
            }
        }
    }

    private void Average(PackedBatch batch, int rank, RowBlock<T> input, Span<T> mean)
    {
        Span<T> weights = Weights(batch, rank);
        for (int step = 0; step < weights.Length; step++)
            weights[step] = Rows.Dot<T>(_pooling.Query.Value, input.Row(batch.Row(rank, step)));
        Softmax.Apply<T>(weights, weights);
        for (int step = 0; step < weights.Length; step++)
            Rows.AddScaled(weights[step], input.Row(batch.Row(rank, step)), mean);
    }

    // ds_t = a_t (g·h_t − Σ_u a_u g·h_u),   dh_t = a_t g + ds_t q,   dq = Σ_t ds_t h_t
    private void BackpropagateAverage(PackedBatch batch, int rank, RowBlock<T> input, Span<T> gradient, RowBlock<T> dInput)
    {
        Span<T> weights = Weights(batch, rank), dScores = _dScores.AsSpan(0, weights.Length);
        T expected = T.Zero;
        for (int step = 0; step < weights.Length; step++)
        {
            dScores[step] = Rows.Dot<T>(gradient, input.Row(batch.Row(rank, step)));
            expected += weights[step] * dScores[step];
        }

        for (int step = 0; step < weights.Length; step++)
        {
            int row = batch.Row(rank, step);
            T dScore = weights[step] * (dScores[step] - expected);
            Rows.AddScaled(weights[step], gradient, dInput.Row(row));
            Rows.AddScaled(dScore, _pooling.Query.Value, dInput.Row(row));
            Rows.AddScaled(dScore, input.Row(row), _pooling.Query.Gradient);
        }
    }
}
