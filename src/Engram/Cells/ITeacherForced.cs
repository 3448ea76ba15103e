using System.Numerics;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>A cell that feeds its output back, and that can be fed the right answer instead while it trains.</summary>
/// <typeparam name="T">The element type.</typeparam>
public interface ITeacherForced<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Puts the right answers where the next step looks for the output. To be called after a step.</summary>
    /// <param name="labels">The right answer of each row, 0 to outputs − 1; below 0: the row keeps its own output.</param>
    /// <param name="previous">The state before the step.</param>
    /// <param name="next">The state after it; changed.</param>
    void Force(ReadOnlySpan<int> labels, RowBlock<T> previous, RowBlock<T> next);

    /// <summary>The gradient of <see cref="Force"/>. To be called before the step's own gradient.</summary>
    /// <param name="labels">The same answers.</param>
    /// <param name="dNext">Gradient of the state after the step; changed.</param>
    /// <param name="dPrevious">Gradient of the state before it; is added to.</param>
    void BackpropagateForced(ReadOnlySpan<int> labels, RowBlock<T> dNext, RowBlock<T> dPrevious);
}
