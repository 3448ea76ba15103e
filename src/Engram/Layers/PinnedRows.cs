using Engram.Numerics;

namespace Engram.Layers;

/// <summary>A block of rows whose memory the caller holds still, so that another thread can be handed it.</summary>
internal readonly unsafe struct PinnedRows<T>(T* start, int rows, int columns, int stride)
    where T : unmanaged
{
    public RowBlock<T> Block => new(new Span<T>(start, rows == 0 ? 0 : ((rows - 1) * stride) + columns), rows, columns, stride);
}
