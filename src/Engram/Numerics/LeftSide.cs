namespace Engram.Numerics;

/// <summary>The left side of a product, read as it lies or turned: element (m, k) is <c>m·RowStep + k·DepthStep</c> away from the first.</summary>
internal readonly ref struct LeftSide<T>(RowBlock<T> block, int depthStep, int rowStep)
    where T : unmanaged
{
    public RowBlock<T> Block { get; } = block;

    public int DepthStep { get; } = depthStep;

    public int RowStep { get; } = rowStep;
}
