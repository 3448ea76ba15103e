using Engram.Numerics;

namespace Engram.Layers;

/// <summary>The rows of one time step, in the order of reading: those that go on from the step before, then those that join.</summary>
internal readonly ref struct TimeStep
{
    private readonly int _offset;
    private readonly int _offsetBefore;

    public TimeStep(PackedBatch batch, Direction direction, int index)
    {
        bool forward = direction == Direction.Forward;
        int step = forward ? index : batch.Steps - 1 - index;
        int before = forward ? step - 1 : step + 1;
        int rows = batch.RowsAt(step);
        _offset = batch.Offset(step);
        _offsetBefore = index == 0 ? 0 : batch.Offset(before);
        Continuing = index == 0 ? 0 : Math.Min(rows, batch.RowsAt(before));
        Joining = rows - Continuing;
    }

    public int FirstRow => _offset;

    public int Continuing { get; }

    public int Joining { get; }

    public RowBlock<T> Going<T>(RowBlock<T> rows)
        where T : unmanaged => rows.SliceRows(_offset, Continuing);

    public RowBlock<T> Before<T>(RowBlock<T> rows)
        where T : unmanaged => rows.SliceRows(_offsetBefore, Continuing);

    public RowBlock<T> Joined<T>(RowBlock<T> rows)
        where T : unmanaged => rows.SliceRows(_offset + Continuing, Joining);
}
