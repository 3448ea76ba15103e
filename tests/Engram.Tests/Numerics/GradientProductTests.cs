using Engram.Numerics;
using Engram.Tests.Support;

namespace Engram.Tests.Numerics;

public sealed class GradientProductTests
{
    // Rows of a batch before, at and past the depth of a block; gates with padding between their blocks and without.
    [Theory]
    [InlineData(1, 1, 3, 8, 2)]
    [InlineData(37, 4, 9, 16, 21)]
    [InlineData(256, 3, 8, 8, 40)]
    [InlineData(300, 4, 20, 24, 33)]
    public void Add_AddsTheSumOverTheRowsOfTheBatch(int rows, int blocks, int units, int width, int inputs)
    {
        RowBuffer<float> dGates = Some.Rows<float>(rows, blocks * width, 1), input = Some.Rows<float>(rows, inputs, 2);
        RowBuffer<float> gradient = Some.Rows<float>(blocks * units, inputs, 3), before = Some.Rows<float>(blocks * units, inputs, 3);
        GradientProduct<float> product = new();
        product.Add(Some.Rows<float>(2 * rows, width, 4).Block, Some.Rows<float>(2 * rows, inputs, 5).Block, new RowBuffer<float>(units, inputs).Block, units, width);

        product.Add(dGates.Block, input.Block, gradient.Block, units, width);

        for (int gate = 0; gate < blocks * units; gate++)
        {
            int column = (gate / units * width) + (gate % units);
            for (int k = 0; k < inputs; k++)
            {
                double expected = before.Block[gate, k];
                for (int row = 0; row < rows; row++)
                    expected += (double)dGates.Block[row, column] * input.Block[row, k];
                Assert.Equal(expected, gradient.Block[gate, k], 1e-6 * (rows + 10));
            }
        }
    }
}
