using System.Numerics;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>y = f(x) for a block, in place and into a second block.</summary>
internal readonly ref struct ActivationForward<TFunction, T>(TFunction function, RowBlock<T> x, RowBlock<T> y) : ILaneKernel<T>
    where TFunction : struct, ILaneFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TFunction _function = function;
    private readonly RowBlock<T> _x = x;
    private readonly RowBlock<T> _y = y;

    public void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes, T>
    {
        for (int row = 0; row < _x.Rows; row++)
        {
            ref T x = ref _x.Start(row), copy = ref _y.Start(row);
            for (int j = 0; j < _x.Columns; j += TLanes.Count)
            {
                TLanes y = _function.Apply(TLanes.Load(ref x, j));
                TLanes.Store(y, ref x, j);
                TLanes.Store(y, ref copy, j);
            }
        }
    }
}
