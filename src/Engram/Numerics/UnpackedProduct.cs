using System.Numerics;

namespace Engram.Numerics;

/// <summary>A product with weights as they stand in a parameter: for what is asked rarely, such as gradients of a network that predicts.</summary>
internal static class UnpackedProduct
{
    /// <summary>Adds <c>left × weights</c>, where the columns of the left side stand in blocks.</summary>
    /// <param name="left">Row n of the weights belongs to column <c>n / units · width + n % units</c>.</param>
    /// <param name="units">Rows of the weights in each block.</param>
    /// <param name="width">Columns from one block to the next.</param>
    /// <param name="weights"><c>[blocks·units, n]</c>.</param>
    /// <param name="destination"><c>[rows, n]</c>.</param>
    public static void Add<T>(RowBlock<T> left, int units, int width, RowBlock<T> weights, RowBlock<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int row = 0; row < destination.Rows; row++)
        {
            for (int n = 0; n < weights.Rows; n++)
                Rows.AddScaled<T>(left.Row(row)[(n / units * width) + (n % units)], weights.Row(n), destination.Row(row));
        }
    }
}
