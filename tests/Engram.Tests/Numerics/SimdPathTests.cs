using Engram.Numerics;
using Engram.Tests.Support;

namespace Engram.Tests.Numerics;

/// <summary>Every path that this machine has, against the plain one.</summary>
public sealed class SimdPathTests
{
    [Fact]
    public void AddProduct_OnThePathInUse_AgreesWithThePortableProduct()
    {
        foreach ((int rows, int columns, int depth) in ((int, int, int)[])[(1, 1, 1), (1, 64, 30), (2, 17, 9), (5, 33, 64), (7, 130, 257), (13, 8, 300), (129, 48, 20)])
        {
            RowBuffer<float> left = Some.Rows<float>(rows, depth, 1), weights = Some.Rows<float>(columns, depth, 3);
            RowBuffer<float> fast = Some.Rows<float>(rows, columns, 4), plain = Some.Rows<float>(rows, columns, 4);
            PackedMatrix<float> packed = new(depth, columns);
            packed.SetColumns(weights.Block, 0);

            packed.AddProduct(left.Block, fast.Block);
            PortableProduct.Add(left.Block, packed, plain.Block);
            AssertClose(plain, fast, 1e-6 * (depth + 10));
        }
    }

    // Its vectors are there on every processor, so that the kernel for ARM64 is held to the chain of multiply-adds bit for bit wherever tests run.
    [Fact]
    public unsafe void AddFloats_WithTheKernelForArm_GivesTheBitsOfOneChainForEveryElement()
    {
        foreach ((int rows, int columns, int depth) in ((int, int, int)[])[(1, 8, 1), (4, 64, 30), (5, 17, 9), (7, 130, 257), (130, 48, 20)])
        {
            RowBuffer<float> left = Some.Rows<float>(rows, depth, 1), weights = Some.Rows<float>(columns, depth, 3);
            RowBuffer<float> sums = Some.Rows<float>(rows, columns, 4), before = Some.Rows<float>(rows, columns, 4);
            PackedMatrix<float> packed = new(depth, columns);
            packed.SetColumns(weights.Block, 0);

            fixed (float* a = &left.Row(0)[0], b = &packed.Bands.Origin, c = &sums.Row(0)[0])
                Products.AddFloats(new ProductShape(rows, columns, depth, left.Stride, sums.Stride), a, b, c, SimdPath.AdvSimd);

            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < columns; column++)
                {
                    float expected = before.Block[row, column];
                    for (int k = 0; k < depth; k++)
                        expected = MathF.FusedMultiplyAdd(left.Block[row, k], weights.Block[column, k], expected);
                    Assert.Equal(expected, sums.Block[row, column]);
                }
            }
        }
    }

    [Fact]
    public void Functions_OfEveryWidth_AgreeWithThePlainOnes()
    {
        RowBuffer<float> input = Some.Rows<float>(1, 1600, 5), plain = new(1, 1600), fast = new(1, 1600);
        foreach (float scale in (float[])[0.01f, 1, 8, 40])
        {
            RowBuffer<float> scaled = new(1, 1600);
            Rows.AddScaled(scale, input.Row(0), scaled.Row(0));
            Run<Lane<float>>(scaled, plain);
            if (Simd.Supports(SimdPath.Avx2))
            {
                Run<Lanes256<float>>(scaled, fast);
                AssertClose(plain, fast, 2e-6);
            }

            if (Simd.Supports(SimdPath.Avx512))
            {
                Run<Lanes512<float>>(scaled, fast);
                AssertClose(plain, fast, 2e-6);
            }
        }
    }

    // An eighth of the numbers each, so that one row shows every function.
    private static void Run<TLanes>(RowBuffer<float> input, RowBuffer<float> output)
        where TLanes : struct, ILanes<TLanes, float>
    {
        ref float source = ref input.Row(0)[0], target = ref output.Row(0)[0];
        for (int i = 0; i < input.Columns; i += 16)
        {
            for (int j = i; j < i + 16; j += TLanes.Count)
            {
                TLanes x = TLanes.Load(ref source, j), half = TLanes.Create(0.5f);
                TLanes value = (i / 16 % 8) switch
                {
                    0 => TLanes.Tanh(x),
                    1 => TLanes.Sigmoid(x),
                    2 => TLanes.Exp(TLanes.Min(x, TLanes.One)),
                    3 => TLanes.Sqrt(TLanes.Max(x, TLanes.Zero)),
                    4 => TLanes.MultiplyAdd(x, half, TLanes.One) / (TLanes.One + (x * x)),
                    5 => TLanes.WherePositive(x, half) - TLanes.Sigmoid(x),
                    6 => TLanes.Tanh(x) * TLanes.Sigmoid(x),
                    _ => TLanes.Exp(TLanes.Zero - (x * x)),
                };
                TLanes.Store(value, ref target, j);
            }
        }
    }

    private static void AssertClose(RowBuffer<float> expected, RowBuffer<float> actual, double tolerance)
    {
        for (int row = 0; row < expected.Rows; row++)
        {
            for (int column = 0; column < expected.Columns; column++)
                Assert.Equal(expected.Block[row, column], actual.Block[row, column], tolerance * (1 + Math.Abs(expected.Block[row, column])));
        }
    }
}
