using System.Numerics;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>dx = dy ⊙ f'(x) for a block.</summary>
internal readonly ref struct ActivationGradient<TFunction, T>(TFunction function, RowBlock<T> y, RowBlock<T> dY, RowBlock<T> dX) : ILaneKernel<T>
    where TFunction : struct, ILaneFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TFunction _function = function;
    private readonly RowBlock<T> _y = y;
    private readonly RowBlock<T> _dY = dY;
    private readonly RowBlock<T> _dX = dX;

    public void Run<TLanes>()
        where TLanes : struct, ILanes<TLanes, T>
    {
        for (int row = 0; row < _y.Rows; row++)
        {
            ref T y = ref _y.Start(row), dY = ref _dY.Start(row), dX = ref _dX.Start(row);
            for (int j = 0; j < _y.Columns; j += TLanes.Count)
                TLanes.Store(TLanes.Load(ref dY, j) * _function.Derivative(TLanes.Load(ref y, j)), ref dX, j);
        }
    }
}
