using System.Numerics;
using System.Runtime.CompilerServices;

namespace Engram.Numerics;

/// <summary>The product in plain C#: the twin that every fast kernel is held against, and the path of <see langword="double"/>.</summary>
internal static class PortableProduct
{
    public static void Add<T>(RowBlock<T> left, PackedMatrix<T> right, RowBlock<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int column = 0; column < right.Columns; column += Simd.PanelWidth)
        {
            RowBlock<T> panel = right.Panel(column);
            int width = Math.Min(Simd.PanelWidth, right.Columns - column);
            for (int row = 0; row < destination.Rows; row++)
                AddRow(left.Row(row), panel, destination.Row(row).Slice(column, width));
        }
    }

    private static void AddRow<T>(Span<T> left, RowBlock<T> panel, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> sums = stackalloc T[Simd.PanelWidth];
        sums.Clear();
        destination.CopyTo(sums);
        for (int start = 0; start < Simd.PanelWidth; start += Vector<T>.Count)
        {
            Vector<T> sum = new(sums[start..]);
            for (int k = 0; k < panel.Rows; k++)
            {
                Vector<T> weight = Unsafe.ReadUnaligned<Vector<T>>(ref Unsafe.As<T, byte>(ref Unsafe.Add(ref panel.Start(k), start)));
                sum += weight * left[k];
            }

            sum.CopyTo(sums[start..]);
        }

        sums[..destination.Length].CopyTo(destination);
    }
}
