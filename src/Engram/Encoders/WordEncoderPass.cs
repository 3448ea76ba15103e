using System.Numerics;
using Engram.Numerics;

namespace Engram.Encoders;

/// <summary>One run of a batch of words through an encoder, and back.</summary>
/// <typeparam name="T">The element type.</typeparam>
public abstract class WordEncoderPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Writes the vector of every word.</summary>
    /// <param name="batch">The words.</param>
    /// <param name="output"><c>[batch rows, Size]</c>; overwritten.</param>
    /// <param name="random">Where word dropout takes its choices from; <see langword="null"/> to predict.</param>
    public abstract void Forward(WordBatch batch, RowBlock<T> output, SeededRandom? random);

    /// <summary>Adds to the gradients of the parameters.</summary>
    /// <param name="batch">The batch of the last run.</param>
    /// <param name="dOutput">Gradient of the vectors, <c>[batch rows, Size]</c>.</param>
    public abstract void Backpropagate(WordBatch batch, RowBlock<T> dOutput);
}
