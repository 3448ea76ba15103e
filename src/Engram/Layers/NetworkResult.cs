using System.Numerics;

namespace Engram.Layers;

/// <summary>What a network made of some sequences.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="Outputs"><c>[sequence][step][OutputSize]</c>; Keras <c>return_sequences=True</c>.</param>
/// <param name="FinalState">The states after the last step that was read; Keras <c>return_state=True</c>, PyTorch <c>h_n</c>, <c>c_n</c>.</param>
public sealed record NetworkResult<T>(IReadOnlyList<T[][]> Outputs, NetworkState<T> FinalState)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The output at the last step of a sequence; Keras <c>return_sequences=False</c>. A layer that reads in reverse has read one word by
    /// then: what it knows of the whole sequence is in <see cref="FinalState"/>.</summary>
    /// <param name="sequence">A sequence that has steps.</param>
    public T[] Last(int sequence) => Outputs[sequence][^1];
}
