using System.Numerics;
using Engram.Numerics;

namespace Engram.Layers;

/// <summary>Makes one vector of a sentence: for each column the largest value over the words, then the mean.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="inputSize">Columns of a word.</param>
public sealed class SentencePooling<T>(int inputSize)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RowBuffer<T> _output = new(2 * inputSize);
    private int[] _largest = [];

    /// <summary>Columns of the vector: twice those of a word.</summary>
    public int OutputSize => 2 * inputSize;

    /// <summary>Pools a batch.</summary>
    /// <param name="batch">How the rows are laid out.</param>
    /// <param name="input"><c>[batch rows, inputSize]</c>.</param>
    /// <returns>By rank, <c>[sentences, OutputSize]</c>; valid until the next call.</returns>
    public RowBlock<T> Forward(PackedBatch batch, RowBlock<T> input)
    {
        ArgumentNullException.ThrowIfNull(batch);
        RowBlock<T> output = _output.Resize(batch.Sentences);
        if (_largest.Length < batch.Sentences * inputSize)
            _largest = new int[2 * batch.Sentences * inputSize];
        for (int rank = 0; rank < batch.Sentences; rank++)
            Pool(batch, rank, input, output.Row(rank));
        return output;
    }

    /// <summary>Adds the gradient of the words.</summary>
    /// <param name="batch">The batch of the last run.</param>
    /// <param name="dOutput">Gradient of the vectors, by rank.</param>
    /// <param name="dInput">Gradient of the words; is added to.</param>
    public void Backpropagate(PackedBatch batch, RowBlock<T> dOutput, RowBlock<T> dInput)
    {
        ArgumentNullException.ThrowIfNull(batch);
        for (int rank = 0; rank < batch.Sentences; rank++)
        {
            Span<T> gradient = dOutput.Row(rank);
            T share = T.One / T.CreateTruncating(batch.Length(rank));
            for (int column = 0; column < inputSize; column++)
                dInput[batch.Row(rank, _largest[(rank * inputSize) + column]), column] += gradient[column];
            for (int step = 0; step < batch.Length(rank); step++)
                Rows.AddScaled(share, gradient[inputSize..], dInput.Row(batch.Row(rank, step)));
        }
    }

    private void Pool(PackedBatch batch, int rank, RowBlock<T> input, Span<T> output)
    {
        Span<int> largest = _largest.AsSpan(rank * inputSize, inputSize);
        Span<T> maximum = output[..inputSize], mean = output[inputSize..];
        input.Row(batch.Row(rank, 0)).CopyTo(maximum);
        maximum.CopyTo(mean);
        largest.Clear();
        for (int step = 1; step < batch.Length(rank); step++)
        {
            Span<T> word = input.Row(batch.Row(rank, step));
            Rows.Add(word, mean);
            for (int column = 0; column < inputSize; column++)
            {
                if (word[column] > maximum[column])
                    (maximum[column], largest[column]) = (word[column], step);
            }
        }

        T share = T.One / T.CreateTruncating(batch.Length(rank));
        foreach (ref T value in mean)
            value *= share;
    }
}
