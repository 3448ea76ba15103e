using System.Numerics;
using Engram.Cells;
using Engram.Numerics;

namespace Engram.Conformance.Tests.Families.Custom;

/// <summary>A cell that a user of the library could have written: <c>h' = W·x + U·h</c>.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class OneStateCell<T> : IRecurrentCell<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RecurrentProduct<T> _product;

    /// <summary>Creates a cell of zeros.</summary>
    /// <param name="units">Length of the state.</param>
    public OneStateCell(int units)
    {
        Units = units;
        BlockWidth = Simd.PadUnits(units);
        RecurrentKernel = new("recurrentKernel", units, units);
        Gates = [new("sum", 0, units)];
        State = [new("hidden", 0, units)];
        _product = new(RecurrentKernel);
    }

    /// <summary>U, <c>[units, units]</c>.</summary>
    public Parameter<T> RecurrentKernel { get; }

    /// <inheritdoc/>
    public int Units { get; }

    /// <inheritdoc/>
    public int InputBlocks => 1;

    /// <inheritdoc/>
    public int BlockWidth { get; }

    /// <inheritdoc/>
    public int GateColumns => BlockWidth;

    /// <inheritdoc/>
    public int StateColumns => BlockWidth;

    /// <inheritdoc/>
    public int OutputSize => Units;

    /// <inheritdoc/>
    public IReadOnlyList<CellPart> Gates { get; }

    /// <inheritdoc/>
    public IReadOnlyList<CellPart> State { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Parameter<T>> Parameters => [RecurrentKernel];

    /// <inheritdoc/>
    public void Initialize(SeededRandom random) => Initializers.Orthogonal(RecurrentKernel.Values, random);

    /// <inheritdoc/>
    public void Prepare() => _product.Prepare();

    /// <inheritdoc/>
    public void Step(RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next)
    {
        _product.Add(previous, gates);
        gates.CopyTo(next);
    }

    /// <inheritdoc/>
    public void Backpropagate(
        RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next, RowBlock<T> dNext, RowBlock<T> dGates, RowBlock<T> dPrevious)
    {
        dNext.CopyTo(dGates);
        _product.AddTransposed(dGates, dPrevious);
    }

    /// <inheritdoc/>
    public void AccumulateGradients(
        RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next, RowBlock<T> dGates, GradientProduct<T> product) =>
        _product.AddGradient(dGates, previous, product);
}
