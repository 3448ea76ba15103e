using System.Numerics;
using Engram.Cells;
using Engram.Numerics;

namespace Engram.Layers;

/// <summary>States as users see them: the parts of a cell's state side by side, without the padding between them.</summary>
internal static class StateLayout
{
    public static void Expand<T>(ReadOnlySpan<T> compact, IReadOnlyList<CellPart> parts, Span<T> state)
    {
        int start = 0;
        foreach (CellPart part in parts)
        {
            compact.Slice(start, part.Count).CopyTo(state[part.Start..]);
            start += part.Count;
        }
    }

    public static void Compact<T>(ReadOnlySpan<T> state, IReadOnlyList<CellPart> parts, Span<T> compact)
    {
        int start = 0;
        foreach (CellPart part in parts)
        {
            state.Slice(part.Start, part.Count).CopyTo(compact[start..]);
            start += part.Count;
        }
    }

    public static void AddCompact<T>(ReadOnlySpan<T> state, IReadOnlyList<CellPart> parts, Span<T> compact)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int start = 0;
        foreach (CellPart part in parts)
        {
            Rows.Add(state.Slice(part.Start, part.Count), compact.Slice(start, part.Count));
            start += part.Count;
        }
    }
}
