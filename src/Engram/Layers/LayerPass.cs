using System.Numerics;
using Engram.Numerics;

namespace Engram.Layers;

/// <summary>One run of a batch through a layer, and back.</summary>
/// <typeparam name="T">The element type.</typeparam>
public abstract class LayerPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What the last run returned, <c>[batch rows, OutputSize]</c>; not to be asked for where it <see cref="PassedThrough"/>.</summary>
    public abstract RowBlock<T> Output { get; }

    /// <summary>Whether the last run returned its input as it was.</summary>
    public virtual bool PassedThrough => false;

    /// <summary>The runs over time in it, from the bottom up, forward before reverse; none in a layer without memory.</summary>
    public virtual IReadOnlyList<RecurrentPass<T>> RecurrentPasses => [];

    /// <summary>Runs a batch through the layer.</summary>
    /// <param name="batch">How the rows are laid out.</param>
    /// <param name="input"><c>[batch rows, InputSize]</c>, from a <see cref="RowBuffer{T}"/>.</param>
    /// <param name="random">Where dropout takes its masks from; <see langword="null"/> to predict, without dropout.</param>
    /// <returns>The output, <c>[batch rows, OutputSize]</c>; valid until the next call.</returns>
    public abstract RowBlock<T> Forward(PackedBatch batch, RowBlock<T> input, SeededRandom? random = null);

    /// <summary>Goes back along the last run: adds to the gradients of the parameters and of the input.</summary>
    /// <param name="batch">The batch of the last run.</param>
    /// <param name="input">The input of the last run, unchanged.</param>
    /// <param name="dOutput">Gradient of the output, <c>[batch rows, OutputSize]</c>.</param>
    /// <param name="dInput">Gradient of the input, <c>[batch rows, InputSize]</c>, from a <see cref="RowBuffer{T}"/>; is added to. No rows where
    /// nobody needs it.</param>
    public abstract void Backpropagate(PackedBatch batch, RowBlock<T> input, RowBlock<T> dOutput, RowBlock<T> dInput);
}
