using Engram.Cells;
using Engram.Layers;
using Engram.Models;
using Engram.Numerics;

namespace Engram.Inspection;

/// <summary>How loudly an error at the end is heard at each step before it, in backpropagation through time.</summary>
/// <remarks>Bengio, Simard and Frasconi, "Learning Long-Term Dependencies with Gradient Descent is Difficult", IEEE Transactions on Neural Networks
/// 5(2), 1994.</remarks>
public static class GradientThroughTime
{
    /// <summary>The gradient of one output with respect to every input.</summary>
    /// <param name="layer">A layer, with its weights set.</param>
    /// <param name="inputs">One vector a time step, at least one.</param>
    /// <param name="dOutput">What the output of the step that is read last is weighted with, <c>[outputs]</c>.</param>
    /// <returns>The gradient of the weighted sum, <c>[steps][inputs]</c>, in the order of the inputs.</returns>
    public static double[][] Of(RecurrentLayer<double> layer, IReadOnlyList<double[]> inputs, ReadOnlySpan<double> dOutput)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(inputs);
        RowBuffer<double> input = new(inputs.Count, layer.InputSize);
        for (int step = 0; step < inputs.Count; step++)
            inputs[step].CopyTo(input.Row(step));
        PackedBatch batch = new();
        batch.Pack([inputs.Count]);
        layer.Prepare();
        RecurrentPass<double> pass = (RecurrentPass<double>)layer.CreatePass();
        pass.Forward(batch, input.Block);
        return Of(pass, batch, input.Block, dOutput);
    }

    /// <summary>The same for a run that was made.</summary>
    internal static double[][] Of(RecurrentPass<double> pass, PackedBatch batch, RowBlock<double> input, ReadOnlySpan<double> dOutput)
    {
        RowBuffer<double> dOutputs = new(batch.Rows, pass.Layer.OutputSize), dInputs = new(batch.Rows, pass.Layer.InputSize);
        dOutput.CopyTo(dOutputs.Row(pass.FinalRow(batch, rank: 0)));
        pass.Backpropagate(batch, input, dOutputs.Block, dInputs.Block);
        double[][] gradients = new double[batch.Rows][];
        for (int step = 0; step < gradients.Length; step++)
            gradients[step] = dInputs.Row(step).ToArray();
        return gradients;
    }

    /// <summary>How fast the gradient vanishes in a cell that has learnt nothing yet.</summary>
    /// <param name="cell">The cell; its weights start as every training starts.</param>
    /// <param name="units">Units, and inputs; 1 or more.</param>
    /// <param name="steps">Steps back, 0 or more.</param>
    /// <param name="seed">Where weights, inputs and the error at the end come from: same seed, same values.</param>
    /// <returns>For 0, 1, … steps back the length of the gradient, as a share of that at 0 steps.</returns>
    public static double[] Fading(CellKind cell, int units, int steps, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        SeededRandom random = new(seed);
        IRecurrentCell<double> unit = cell is CellKind.Jordan or CellKind.ElmanJordan
            ? TaggerCells.CreateTop<double>(cell, units, units)
            : TaggerCells.Create<double>(cell, units, (units + 1) / 2);
        RecurrentLayer<double> layer = new(unit, units);
        layer.Initialize(random);
        double[] Vector(int size) => [.. Enumerable.Range(0, size).Select(_ => (2 * random.NextDouble()) - 1)];
        double[][] inputs = [.. Enumerable.Range(0, steps + 1).Select(_ => Vector(units))];
        double[] lengths = [.. Of(layer, inputs, Vector(layer.OutputSize)).Select(Length).Reverse()];
        return [.. lengths.Select(length => length / lengths[0])];
    }

    private static double Length(double[] gradient) => Math.Sqrt(gradient.Sum(value => value * value));
}
