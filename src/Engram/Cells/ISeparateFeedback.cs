using System.Numerics;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>A cell whose recurrent products can see another state than the one it carries on, so that dropout reaches the products alone.</summary>
/// <remarks>
/// In a GRU h goes into products and is also carried on, z ⊙ h; dropping it there would empty the memory a little at every step. A cell whose
/// <em>output</em> goes into products only, as h does in Elman's network and in an LSTM, need not implement this: its output is what is dropped.
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
public interface ISeparateFeedback<T> : IRecurrentCell<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The parts of the state that recurrent products see.</summary>
    IReadOnlyList<CellPart> Feedback { get; }

    /// <summary><see cref="IRecurrentCell{T}.Step"/> with a state of its own for the recurrent products.</summary>
    /// <param name="gates">In: W·x + b. Out: the gates. <c>[rows, GateColumns]</c>.</param>
    /// <param name="previous">The state before the step, which is carried on.</param>
    /// <param name="fedBack">The state that the products see, <c>[rows, StateColumns]</c>; may be <paramref name="previous"/>.</param>
    /// <param name="next">Out: the state after the step.</param>
    void Step(RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> fedBack, RowBlock<T> next);

    /// <summary>The gradient of that step.</summary>
    /// <param name="gates">The gates that the step left.</param>
    /// <param name="previous">The state before the step, which was carried on.</param>
    /// <param name="fedBack">The state that the products saw.</param>
    /// <param name="next">The state after it.</param>
    /// <param name="dNext">Gradient of the state after the step; may be overwritten.</param>
    /// <param name="dGates">Out: gradient of the pre-activations; overwritten.</param>
    /// <param name="dPrevious">Gradient of the state that was carried on; is added to.</param>
    /// <param name="dFedBack">Gradient of the state that the products saw; is added to; may be <paramref name="dPrevious"/>.</param>
    void Backpropagate(
        RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> fedBack, RowBlock<T> next, RowBlock<T> dNext, RowBlock<T> dGates,
        RowBlock<T> dPrevious, RowBlock<T> dFedBack);
}
