using Engram.Cells;
using Engram.Inspection;
using Engram.Layers;
using Engram.Models;

namespace Engram.Tests.Inspection;

public sealed class GradientThroughTimeTests
{
    // A linear network of one unit: h_t = w·x_t + u·h_{t−1}, so the gradient of the last output is w·u to the number of steps back.
    [Theory]
    [InlineData(Direction.Forward)]
    [InlineData(Direction.Reverse)]
    public void Of_ALinearNetwork_IsAPowerOfItsWeight(Direction direction)
    {
        ElmanCell<double> cell = new(1, Activation.Linear);
        cell.RecurrentKernel.Set([0.9]);
        RecurrentLayer<double> layer = new(cell, 1, direction);
        layer.Input.Kernel.Set([2]);

        double[][] gradients = GradientThroughTime.Of(layer, [[1], [-1], [3], [0.5]], [1]);

        double[] expected = [2 * 0.729, 2 * 0.81, 2 * 0.9, 2];
        IEnumerable<double> actual = gradients.Select(gradient => gradient[0]);
        Assert.All(expected.Zip(direction == Direction.Forward ? actual : actual.Reverse()), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Theory]
    [InlineData(CellKind.Elman)]
    [InlineData(CellKind.ElmanRelu)]
    [InlineData(CellKind.Jordan)]
    [InlineData(CellKind.ElmanJordan)]
    [InlineData(CellKind.Lstm)]
    [InlineData(CellKind.PeepholeLstm)]
    [InlineData(CellKind.InputGatedLstm)]
    [InlineData(CellKind.CoupledLstm)]
    [InlineData(CellKind.ProjectedLstm)]
    [InlineData(CellKind.Gru)]
    [InlineData(CellKind.GruResetAfter)]
    public void Fading_OfEveryCell_StartsAtOneAndFades(CellKind cell)
    {
        double[] fading = GradientThroughTime.Fading(cell, units: 8, steps: 40, seed: 1);

        Assert.Equal(41, fading.Length);
        Assert.Equal(1, fading[0]);
        Assert.All(fading, share => Assert.True(double.IsFinite(share) && share >= 0));
        Assert.InRange(fading[40], 0, 0.5);
        Assert.Equal(fading, GradientThroughTime.Fading(cell, units: 8, steps: 40, seed: 1));
    }
}
