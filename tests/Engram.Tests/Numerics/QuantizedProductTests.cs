using System.Runtime.Intrinsics;
using Engram.Numerics;
using Engram.Tests.Support;

namespace Engram.Tests.Numerics;

/// <summary>Products with 16-bit and 8-bit weights, on every path that this machine has.</summary>
public sealed class QuantizedProductTests
{
    private static readonly SimdPath[] Paths = [.. Enum.GetValues<SimdPath>().Where(Simd.Supports)];

    public static TheoryData<int, int, int> Shapes()
    {
        // Every remainder of the blocking: rows 1 to 9 and past the row block, columns around panels, odd depths, depth past the depth block.
        TheoryData<int, int, int> shapes = [];
        foreach (int rows in (int[])[1, 2, 3, 4, 5, 8, 9, 131])
        {
            foreach (int columns in (int[])[1, 8, 9, 16, 17, 24, 33, 48, 57, 64, 65, 104, 127, 128, 136, 208])
                shapes.Add(rows, columns, (rows * 7 % 40) + (columns % 3) + 1);
            shapes.Add(rows, 40, 300);
            shapes.Add(rows, 130, 513);
        }

        shapes.Add(1, 16, 1);
        shapes.Add(5, 16, 2);
        shapes.Add(6, 20, 1200); // more whole numbers than the stack takes
        return shapes;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void AddProduct_WithEightBits_IsTheSumOfWholeNumbersOnEveryPath(int rows, int columns, int depth)
    {
        Parameter<float> weights = Weights(columns, depth);
        RowBuffer<float> left = Some.Rows<float>(rows, depth, 1);
        float[][] expected = [.. Enumerable.Range(0, rows).Select(row => PlainProduct(left.Row(row), weights, Some.Rows<float>(rows, columns, 4).Row(row)))];
        Quantization.Apply(weights, WeightPrecision.Bits8);

        foreach (SimdPath path in Paths)
            Assert.Equal(expected, Product(left, weights, path, Some.Rows<float>(rows, columns, 4)));
    }

    // The float product is held against sums in double elsewhere; 16-bit weights must give its bits.
    [Theory]
    [MemberData(nameof(Shapes))]
    public void AddProduct_WithSixteenBits_HasTheBitsOfTheRoundedWeightsInThirtyTwo(int rows, int columns, int depth)
    {
        Parameter<float> weights = Weights(columns, depth);
        RowBuffer<float> left = Some.Rows<float>(rows, depth, 1);
        foreach (ref float value in weights.Value.AsSpan())
            value = (float)Math.Round(value * 256) / 256; // 8 bits of a number below 1 fit into 16-bit floating point
        float[][] floats = Product(left, weights, Simd.Path, Some.Rows<float>(rows, columns, 4));
        RowBuffer<float> plain = Some.Rows<float>(rows, columns, 4);
        PortableProduct.Add(left.Block, Packed(weights), plain.Block);

        Quantization.Apply(weights, WeightPrecision.Bits16);

        Assert.Equal(floats, Product(left, weights, Simd.Path, Some.Rows<float>(rows, columns, 4)));
        Assert.Equal(Lines(plain), Product(left, weights, SimdPath.Portable, Some.Rows<float>(rows, columns, 4)));
        foreach (SimdPath path in Paths)
        {
            float[][] product = Product(left, weights, path, Some.Rows<float>(rows, columns, 4));
            for (int row = 0; row < rows; row++)
                Assert.All(product[row], (value, column) => Assert.Equal(floats[row][column], value, 1e-6 * (depth + 10)));
        }
    }

    [Theory]
    [InlineData(WeightPrecision.Bits16)]
    [InlineData(WeightPrecision.Bits8)]
    public void AddProduct_OfOneRowOrOfMany_GivesTheSameBits(WeightPrecision precision)
    {
        Parameter<float> weights = Weights(136, 301);
        RowBuffer<float> left = Some.Rows<float>(37, 301, 2);
        Quantization.Apply(weights, precision);
        foreach (SimdPath path in Paths)
        {
            float[][] all = Product(left, weights, path, new RowBuffer<float>(37, 136));
            for (int row = 0; row < 37; row++)
            {
                RowBuffer<float> one = new(1, 301);
                left.Row(row).CopyTo(one.Row(0));
                Assert.Equal(all[row], Product(one, weights, path, new RowBuffer<float>(1, 136))[0]);
            }
        }
    }

    // A weight is off by half of its row's factor at most, a number of the row by half of the row's.
    [Fact]
    public void AddProduct_WithEightBits_IsAsNearAsItsRoundingSays()
    {
        Parameter<float> weights = Weights(48, 200), exact = Weights(48, 200);
        RowBuffer<float> left = Some.Rows<float>(3, 200, 7), result = new(3, 48);
        Quantization.Apply(weights, WeightPrecision.Bits8);
        Packed(weights).AddProduct(left.Block, result.Block);

        for (int row = 0; row < 3; row++)
        {
            double rowFactor = left.Row(row).ToArray().Max(Math.Abs) / 4095.0;
            for (int column = 0; column < 48; column++)
            {
                double product = 0, bound = 1e-4;
                for (int k = 0; k < 200; k++)
                {
                    double x = left.Block[row, k], w = exact.Values[column, k], s = exact.Values.Row(column).ToArray().Max(Math.Abs) / 127.0;
                    product += x * w;
                    bound += (Math.Abs(x) * s / 2) + (Math.Abs(w) * rowFactor / 2) + (s * rowFactor / 4);
                }

                Assert.Equal(product, result.Block[row, column], bound);
            }
        }
    }

    [Fact]
    public void AddProduct_WithEightBitsOfALargeDepth_DoesNotOverflow()
    {
        Parameter<float> weights = new("kernel", 17, 50_001) { IsQuantizable = true };
        weights.Value.AsSpan().Fill(-0.25f);
        Quantization.Apply(weights, WeightPrecision.Bits8);
        RowBuffer<float> left = new(2, 50_001);
        left.Block.Fill(3);
        foreach (SimdPath path in Paths)
            Assert.All(Product(left, weights, path, new RowBuffer<float>(2, 17)), row => Assert.All(row, value => Assert.Equal(-37_500.75, value, 0.1)));
    }

    [Fact]
    public void AddProduct_WithEightBitsOfRowsThatCannotBeScaled_ChangesTheOthersOnly()
    {
        Parameter<float> weights = Weights(20, 33);
        Quantization.Apply(weights, WeightPrecision.Bits8);
        RowBuffer<float> left = Some.Rows<float>(6, 33, 3);
        float[] good = Product(left, weights, SimdPath.Portable, new RowBuffer<float>(6, 20))[5];
        left.Row(0)[32] = float.NaN;
        left.Row(1)[3] = float.NegativeInfinity;
        left.Row(2).Clear();
        left.Row(3).Fill(1e-37f);
        left.Row(4).Fill(float.MaxValue);
        foreach (SimdPath path in Paths)
        {
            float[][] product = Product(left, weights, path, new RowBuffer<float>(6, 20));
            Assert.All(product[0].Concat(product[1]), value => Assert.True(float.IsNaN(value)));
            Assert.All(product[2].Concat(product[3]), value => Assert.Equal(0, value));
            Assert.All(product[4], value => Assert.False(float.IsNaN(value)));
            Assert.Equal(good, product[5]);
        }
    }

    // What processors without SSE2 run: 127·4095 − 127·4095, 3·5 + 7·11, …
    [Fact]
    public void PlainMultiplyPairs_OfEveryPairOfSigns_AddsTwoProducts() => Assert.Equal(
        Vector128.Create(0, 92, -520_065 - 4095, 1 - 6),
        PortableInt8.PlainMultiplyPairs(
            Vector128.Create(127, 127, 3, 7, -127, 1, -1, -2), Vector128.Create(4095, -4095, 5, 11, 4095, -4095, -1, 3)));

    [Theory]
    [InlineData(WeightPrecision.Bits16, 1, 200)]
    [InlineData(WeightPrecision.Bits16, 40, 200)]
    [InlineData(WeightPrecision.Bits8, 1, 200)]
    [InlineData(WeightPrecision.Bits8, 40, 200)]
    [InlineData(WeightPrecision.Bits8, 40, 3000)]
    public void AddProduct_OnceWarm_AllocatesNothing(WeightPrecision precision, int rows, int depth)
    {
        Parameter<float> weights = Weights(100, depth);
        Quantization.Apply(weights, precision);
        PackedMatrix<float> packed = Packed(weights);
        RowBuffer<float> left = Some.Rows<float>(rows, depth, 3), result = new(rows, 100);
        packed.AddProduct(left.Block, result.Block);

        long before = GC.GetAllocatedBytesForCurrentThread();
        packed.AddProduct(left.Block, result.Block);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void SetColumns_OfAParameterInOtherBits_ForgetsTheOld()
    {
        Parameter<float> weights = Weights(20, 9), same = Weights(20, 9);
        RowBuffer<float> left = Some.Rows<float>(2, 9, 5), first = new(2, 20), second = new(2, 20);
        PackedMatrix<float> packed = Packed(weights);
        packed.AddProduct(left.Block, first.Block);

        Quantization.Apply(weights, WeightPrecision.Bits8);
        packed.SetColumns(weights, 0, 20, 0);
        Assert.Equal(WeightPrecision.Bits8, packed.Precision);
        packed.SetColumns(same, 0, 20, 0);
        packed.AddProduct(left.Block, second.Block);

        Assert.Equal(WeightPrecision.Bits32, packed.Precision);
        Assert.Equal(Lines(first), Lines(second));
    }

    private static Parameter<float> Weights(int rows, int columns)
    {
        Parameter<float> weights = new("kernel", rows, columns) { IsQuantizable = true };
        weights.Set(Some.Vector<float>(rows * columns, 11));
        return weights;
    }

    private static PackedMatrix<float> Packed(Parameter<float> weights)
    {
        PackedMatrix<float> packed = new(weights.Columns, weights.Rows);
        packed.SetColumns(weights, 0, weights.Rows, 0);
        return packed;
    }

    private static float[][] Product(RowBuffer<float> left, Parameter<float> weights, SimdPath path, RowBuffer<float> result)
    {
        if (weights.Precision == WeightPrecision.Bits32)
        {
            Packed(weights).AddProduct(left.Block, result.Block);
            return Lines(result);
        }

        ReducedPanels panels = ReducedPanels.Create(weights.Precision, weights.Columns, weights.Rows);
        panels.SetColumns(weights.Values, weights.Scales, 0);
        panels.Add(left.Block, result.Block, path);
        return Lines(result);
    }

    // The definition: whole numbers, and two factors.
    private static float[] PlainProduct(Span<float> row, Parameter<float> weights, Span<float> result)
    {
        int largest = (int)Math.Min(4095, int.MaxValue / (127L * row.Length));
        (long[] left, float factor) = Whole(row, largest);
        for (int n = 0; n < result.Length; n++)
        {
            (long[] right, float scale) = Whole(weights.Values.Row(n), 127);
            long sum = left.Zip(right, (x, w) => x * w).Sum();
            float product = (int)sum * (factor * scale);
            result[n] += product;
        }

        return result.ToArray();
    }

    private static (long[] Numbers, float Factor) Whole(Span<float> values, int largest)
    {
        float magnitude = values.ToArray().Max(MathF.Abs);
        float factor = magnitude / largest, inverse = largest / magnitude;
        return ([.. values.ToArray().Select(value => (long)MathF.Round(largest == 127 ? value / factor : value * inverse))], factor);
    }

    private static float[][] Lines(RowBuffer<float> rows) => [.. Enumerable.Range(0, rows.Rows).Select(row => rows.Row(row).ToArray())];
}
