using Engram.Numerics;

namespace Engram.Tests.Numerics;

public class PackedMatrixTests
{
    public static TheoryData<int, int, int> Shapes()
    {
        // Every remainder of the blocking: rows 1 to 13 and past the row block, columns around panels, depth past the depth block.
        TheoryData<int, int, int> shapes = [];
        foreach (int rows in (int[])[1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 16, 31, 129, 137])
        {
            foreach (int columns in (int[])[1, 7, 8, 9, 16, 17, 24, 33, 48, 64, 104, 127, 136, 208])
                shapes.Add(rows, columns, (rows * 7 % 40) + 1);
            shapes.Add(rows, 40, 300);
            shapes.Add(rows, 130, 513);
        }

        return shapes;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void AddProduct_OnEveryBlockingEdge_IsTheSumOverTheDepth(int rows, int columns, int depth)
    {
        RowBuffer<float> left = Filled(rows, depth, 1), weights = Filled(columns, depth, 2), result = Filled(rows, columns, 3);
        PackedMatrix<float> packed = new(depth, columns);
        packed.SetColumns(weights.Block, 0);

        packed.AddProduct(left.Block, result.Block);

        RowBuffer<float> before = Filled(rows, columns, 3);
        for (int m = 0; m < rows; m++)
        {
            for (int n = 0; n < columns; n++)
            {
                double expected = before.Block[m, n];
                for (int k = 0; k < depth; k++)
                    expected += (double)left.Block[m, k] * weights.Block[n, k];
                Assert.Equal(expected, result.Block[m, n], 1e-6 * (depth + 10));
            }
        }
    }

    [Fact]
    public void AddProduct_OfOneRowOrOfMany_GivesTheSameBits()
    {
        RowBuffer<float> left = Filled(37, 300, 1), weights = Filled(136, 300, 2), all = new(37, 136), one = new(1, 136);
        PackedMatrix<float> packed = new(300, 136);
        packed.SetColumns(weights.Block, 0);
        packed.AddProduct(left.Block, all.Block);

        for (int m = 0; m < 37; m++)
        {
            one.Clear();
            packed.AddProduct(left.SliceRows(m, 1), one.Block);
            Assert.Equal(all.Row(m).ToArray(), one.Row(0).ToArray());
        }
    }

    [Fact]
    public void AddProduct_WithAnotherDepth_SaysWhichShapeWasExpected()
    {
        PackedMatrix<float> packed = new(5, 16);

        ShapeException error = Assert.Throws<ShapeException>(
            () => packed.AddProduct(new RowBuffer<float>(2, 4).Block, new RowBuffer<float>(2, 16).Block));

        Assert.Equal("PackedMatrix.AddProduct: 'rows' is [2, 4], but must be [2, 5].", error.Message);
    }

    private static RowBuffer<float> Filled(int rows, int columns, int salt)
    {
        RowBuffer<float> buffer = new(rows, columns);
        for (int m = 0; m < rows; m++)
        {
            for (int n = 0; n < columns; n++)
                buffer.Block[m, n] = MathF.Sin((m * 31) + (n * 7) + (salt * 1.3f));
        }

        return buffer;
    }
}
