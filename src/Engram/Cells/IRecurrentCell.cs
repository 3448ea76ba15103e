using System.Numerics;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>One time step of a recurrent network, for a block of rows: the sentences of a batch that are still running.</summary>
/// <remarks>
/// <para>A step starts from pre-activations, W·x + b, which the layer has already computed for all time steps. The cell adds what comes from
/// the previous state, turns the pre-activations into gates in place, and writes the next state. It owns no buffer: a layer that predicts
/// reuses the gates, a layer that trains or traces keeps them.</para>
/// <para>To write a cell of your own, implement this interface; the loop over time, direction, depth, dropout and batches come for free.</para>
/// </remarks>
/// <typeparam name="T"><see cref="float"/> to train and predict, <see cref="double"/> to check gradients.</typeparam>
public interface IRecurrentCell<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Rows of one block of the input kernel.</summary>
    int Units { get; }

    /// <summary>Blocks of pre-activations that the layer computes from the input: 4 for an LSTM. Block b starts at column
    /// <c>b·<see cref="BlockWidth"/></c> of a row of gates.</summary>
    int InputBlocks { get; }

    /// <summary>Columns from one block of pre-activations to the next; at least <see cref="Units"/>.</summary>
    int BlockWidth { get; }

    /// <summary>Columns of a row of gates; at least all blocks of pre-activations.</summary>
    int GateColumns { get; }

    /// <summary>Columns of a row of state. The output is its first <see cref="OutputSize"/> columns.</summary>
    int StateColumns { get; }

    /// <summary>Length of the output of one time step.</summary>
    int OutputSize { get; }

    /// <summary>What lies where in a row of gates.</summary>
    IReadOnlyList<CellPart> Gates { get; }

    /// <summary>What lies where in a row of state, the output first.</summary>
    IReadOnlyList<CellPart> State { get; }

    /// <summary>The recurrent parameters; the input kernel and its bias belong to the layer.</summary>
    IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>Gives the parameters their starting values.</summary>
    /// <param name="random">Where the numbers come from.</param>
    void Initialize(SeededRandom random);

    /// <summary>Gets ready to step with the parameters as they are now. Must be called after they change and before the next step.</summary>
    void Prepare();

    /// <summary>Turns pre-activations into gates, in place, and the state of this step into that of the next.</summary>
    /// <param name="gates">In: W·x + b. Out: the gates after their activation. <c>[rows, GateColumns]</c>.</param>
    /// <param name="previous">The state before the step, <c>[rows, StateColumns]</c>.</param>
    /// <param name="next">Out: the state after it, <c>[rows, StateColumns]</c>; may not overlap <paramref name="previous"/>.</param>
    void Step(RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next);

    /// <summary>The gradient of one step.</summary>
    /// <param name="gates">The gates that <see cref="Step"/> left.</param>
    /// <param name="previous">The state before the step.</param>
    /// <param name="next">The state after it.</param>
    /// <param name="dNext">Gradient of the state after the step; may be overwritten.</param>
    /// <param name="dGates">Out: gradient of the pre-activations, <c>[rows, GateColumns]</c>; overwritten.</param>
    /// <param name="dPrevious">Gradient of the state before the step; is added to.</param>
    void Backpropagate(
        RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next, RowBlock<T> dNext, RowBlock<T> dGates, RowBlock<T> dPrevious);

    /// <summary>Adds the gradients of the cell's own parameters, for the rows of all time steps at once.</summary>
    /// <param name="gates">The gates of all steps, <c>[all rows, GateColumns]</c>.</param>
    /// <param name="previous">The state before each step, row by row the same order.</param>
    /// <param name="next">The state after each step.</param>
    /// <param name="dGates">What <see cref="Backpropagate"/> left.</param>
    /// <param name="product">Computes weight gradients; keeps its memory from batch to batch.</param>
    void AccumulateGradients(RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next, RowBlock<T> dGates, GradientProduct<T> product);
}
