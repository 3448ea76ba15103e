using Engram.Numerics;
using Engram.Tests.Support;

namespace Engram.Tests.Numerics;

public sealed class TranspositionTests
{
    [Fact]
    public void Copy_OnEveryEdgeOfTheSquares_PutsEachElementAtItsTurnedPlace()
    {
        foreach (int rows in (int[])[1, 7, 8, 9, 16, 23])
        {
            foreach (int columns in (int[])[1, 5, 8, 15, 16, 33])
            {
                RowBuffer<float> source = Some.Rows<float>(rows, columns, 1), fast = new(columns, rows), plain = new(columns, rows);

                Transposition.Copy(source.Block, fast.Block);
                Transposition.CopyPlain(source.Block, plain.Block, 0, 0);

                for (int row = 0; row < rows; row++)
                {
                    for (int column = 0; column < columns; column++)
                    {
                        Assert.Equal(source.Block[row, column], fast.Block[column, row]);
                        Assert.Equal(source.Block[row, column], plain.Block[column, row]);
                    }
                }
            }
        }
    }
}
