using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Engram.Numerics;

/// <summary>The product in plain C#: the twin that every fast kernel is held against, and the path of <see langword="double"/>.</summary>
internal static class PortableProduct
{
    public static void Add<T>(RowBlock<T> left, PackedMatrix<T> right, RowBlock<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> panels = right.Panels.Data;
        for (int column = 0; column < right.Columns; column += Simd.PanelWidth)
        {
            ReadOnlySpan<T> panel = panels.Slice(column * right.Depth, right.Depth * Simd.PanelWidth);
            int width = Math.Min(Simd.PanelWidth, right.Columns - column);
            for (int row = 0; row < destination.Rows; row++)
                AddRow(left.Row(row), panel, destination.Row(row).Slice(column, width));
        }
    }

    private static void AddRow<T>(Span<T> left, ReadOnlySpan<T> panel, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> sums = stackalloc T[Simd.PanelWidth];
        sums.Clear();
        destination.CopyTo(sums);
        for (int start = 0; start < Simd.PanelWidth; start += Vector<T>.Count)
        {
            Vector<T> sum = new(sums[start..]);
            ref T weights = ref Unsafe.Add(ref MemoryMarshal.GetReference(panel), start);
            for (int k = 0; k * Simd.PanelWidth < panel.Length; k++)
            {
                Vector<T> weight = Unsafe.ReadUnaligned<Vector<T>>(
                    ref Unsafe.As<T, byte>(ref Unsafe.Add(ref weights, k * Simd.PanelWidth)));
                sum += weight * left[k];
            }

            sum.CopyTo(sums[start..]);
        }

        sums[..destination.Length].CopyTo(destination);
    }
}
