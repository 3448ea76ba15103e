using Engram.Numerics;
using Engram.Tests.Support;

namespace Engram.Tests.Numerics;

public sealed class QuantizationTests
{
    [Fact]
    public void Apply_WithEightBits_IsOffByHalfOfARowsFactorAtMost()
    {
        Parameter<float> weights = Weights(9, 50);
        float[] before = [.. weights.Value];

        Quantization.Apply(weights, WeightPrecision.Bits8);

        Assert.Equal(WeightPrecision.Bits8, weights.Precision);
        for (int row = 0; row < 9; row++)
        {
            float[] old = before[(row * 50)..((row + 1) * 50)];
            double factor = old.Max(Math.Abs) / 127.0;
            Assert.Equal(factor, weights.Scales[row], 1e-8);
            for (int column = 0; column < 50; column++)
            {
                Assert.Equal(old[column], weights.Values[row, column], (factor / 2) + 1e-7);
                double number = weights.Values[row, column] / factor;
                Assert.Equal(Math.Round(number), number, 1e-4);
            }
        }
    }

    [Fact]
    public void Apply_WithEightBitsToARowOfNothing_LeavesNothing()
    {
        Parameter<float> weights = new("kernel", 2, 3) { IsQuantizable = true };
        weights.Set([0, 0, 0, 1e-38f, -1e-39f, 0]);

        Quantization.Apply(weights, WeightPrecision.Bits8);

        Assert.Equal(new float[6], weights.Value);
        Assert.Equal([0, 0], weights.Scales);
        Assert.Equal(new sbyte[6], Quantization.ToBytes(weights));
    }

    // Halfway between two numbers of 8 significant bits: to the even one. The largest float would round to infinity.
    [Theory]
    [InlineData(1f, 1f)]
    [InlineData(1.00390625f, 1f)]
    [InlineData(1.01171875f, 1.015625f)]
    [InlineData(-1.004f, -1.0078125f)]
    [InlineData(0.3f, 0.30078125f)]
    [InlineData(float.MaxValue, 3.3895314e38f)]
    [InlineData(float.MinValue, -3.3895314e38f)]
    public void Apply_WithSixteenBits_RoundsToTheNearest(float value, float expected)
    {
        Parameter<float> weights = new("kernel", 1, 1) { IsQuantizable = true };
        weights.Set([value]);

        Quantization.Apply(weights, WeightPrecision.Bits16);

        Assert.Equal(expected, weights.Value[0]);
    }

    [Fact]
    public void Apply_ToWeightsInFewerBits_OrThatMayNotBeRounded_ChangesNothing()
    {
        Parameter<float> bytes = Weights(3, 4), bias = new("bias", 3, 4);
        bias.Set(Some.Vector<float>(12, 11));
        Quantization.Apply(bytes, WeightPrecision.Bits8);
        float[] before = [.. bytes.Value];

        Quantization.Apply(bytes, WeightPrecision.Bits16);
        Quantization.Apply(bytes, WeightPrecision.Bits8);
        Quantization.Apply(bytes, WeightPrecision.Bits32);
        Quantization.Apply(bias, WeightPrecision.Bits8);

        Assert.Equal((WeightPrecision.Bits8, WeightPrecision.Bits32), (bytes.Precision, bias.Precision));
        Assert.Equal(before, bytes.Value);
        Assert.Equal(Some.Vector<float>(12, 11), bias.Value);
    }

    [Fact]
    public void ToBytes_ThenSetBytes_GivesTheSameBits()
    {
        Parameter<float> weights = Weights(31, 40), again = new("kernel", 31, 40);
        Quantization.Apply(weights, WeightPrecision.Bits8);

        Quantization.SetBytes(again, Quantization.ToBytes(weights), weights.Scales);

        Assert.Equal(weights.Value, again.Value);
        Assert.Equal(Quantization.ToBytes(weights), Quantization.ToBytes(again));
        Assert.Equal(31 * 40, Quantization.ToBytes(weights).Count(number => Math.Abs((int)number) <= 127));
    }

    // 5, 7 and 9 columns: the vectors of every path leave a rest.
    [Theory]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(41)]
    public void Round_OfARow_GivesTheNearestWholeNumbers(int length)
    {
        float[] row = Some.Vector<float>(length, 3);
        row[length / 2] = -1.5f;
        short[] numbers = new short[length];

        float factor = RowQuantizer.Round(row, numbers, 4095);

        Assert.Equal(1.5 / 4095, factor, 1e-9);
        Assert.Equal(-4095, numbers[length / 2]);
        Assert.All(numbers, (number, i) => Assert.Equal(row[i] / (1.5 / 4095), number, 0.501));
    }

    [Fact]
    public void LargestFor_AnyDepth_KeepsEverySumWithinThirtyTwoBits()
    {
        foreach (int depth in (int[])[1, 200, 4129, 4130, 20_000, 1_000_000])
            Assert.InRange(127L * depth * RowQuantizer.LargestFor(depth), 1, int.MaxValue);
        Assert.Equal((4095, 4095, 4094), (RowQuantizer.LargestFor(1), RowQuantizer.LargestFor(4129), RowQuantizer.LargestFor(4130)));
    }

    private static Parameter<float> Weights(int rows, int columns)
    {
        Parameter<float> weights = new("kernel", rows, columns) { IsQuantizable = true };
        weights.Set(Some.Vector<float>(rows * columns, 11));
        return weights;
    }
}
