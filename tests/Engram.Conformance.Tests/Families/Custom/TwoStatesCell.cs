using System.Numerics;
using Engram.Cells;
using Engram.Numerics;

namespace Engram.Conformance.Tests.Families.Custom;

/// <summary>A cell that a user of the library could have written, whose output is no part of what it feeds back:
/// <c>s1' = W·x + U1·s1</c>, <c>s2' = W·x + U2·s1</c>, <c>y' = s1' + s2'</c>.</summary>
/// <remarks>The state is y, s1, s2. There is one block of pre-activations, W·x; the second sum stands beside it in the row of gates.</remarks>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class TwoStatesCell<T> : IRecurrentCell<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RecurrentProduct<T> _first;
    private readonly RecurrentProduct<T> _second;

    /// <summary>Creates a cell of zeros.</summary>
    /// <param name="units">Length of each part of the state.</param>
    public TwoStatesCell(int units)
    {
        Units = units;
        BlockWidth = Simd.PadUnits(units);
        FirstKernel = new("firstKernel", units, units);
        SecondKernel = new("secondKernel", units, units);
        Gates = [new("firstSum", 0, units), new("secondSum", BlockWidth, units)];
        State = [new("output", 0, units), new("first", BlockWidth, units), new("second", 2 * BlockWidth, units)];
        _first = new(FirstKernel);
        _second = new(SecondKernel);
    }

    /// <summary>U1, <c>[units, units]</c>.</summary>
    public Parameter<T> FirstKernel { get; }

    /// <summary>U2, <c>[units, units]</c>.</summary>
    public Parameter<T> SecondKernel { get; }

    /// <summary>The parts of the state that are fed back.</summary>
    public IReadOnlyList<string> FedBack { get; } = ["first", "second"];

    /// <inheritdoc/>
    public int Units { get; }

    /// <inheritdoc/>
    public int InputBlocks => 1;

    /// <inheritdoc/>
    public int BlockWidth { get; }

    /// <inheritdoc/>
    public int GateColumns => 2 * BlockWidth;

    /// <inheritdoc/>
    public int StateColumns => 3 * BlockWidth;

    /// <inheritdoc/>
    public int OutputSize => Units;

    /// <inheritdoc/>
    public IReadOnlyList<CellPart> Gates { get; }

    /// <inheritdoc/>
    public IReadOnlyList<CellPart> State { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Parameter<T>> Parameters => [FirstKernel, SecondKernel];

    /// <inheritdoc/>
    public void Initialize(SeededRandom random)
    {
        Initializers.Orthogonal(FirstKernel.Values, random);
        Initializers.Orthogonal(SecondKernel.Values, random);
    }

    /// <inheritdoc/>
    public void Prepare()
    {
        _first.Prepare();
        _second.Prepare();
    }

    /// <inheritdoc/>
    public void Step(RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next)
    {
        RowBlock<T> firstSum = Part(gates, 0), secondSum = Part(gates, 1);
        firstSum.CopyTo(secondSum);
        _first.Add(Part(previous, 1), firstSum);
        _second.Add(Part(previous, 1), secondSum);
        firstSum.CopyTo(Part(next, 1));
        secondSum.CopyTo(Part(next, 2));
        firstSum.CopyTo(Part(next, 0));
        Rows.Add(secondSum, Part(next, 0));
    }

    /// <inheritdoc/>
    public void Backpropagate(
        RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next, RowBlock<T> dNext, RowBlock<T> dGates, RowBlock<T> dPrevious)
    {
        RowBlock<T> dFirst = Part(dGates, 0), dSecond = Part(dGates, 1);
        for (int part = 0; part < 2; part++)
        {
            Part(dNext, 0).CopyTo(Part(dGates, part));
            Rows.Add(Part(dNext, part + 1), Part(dGates, part));
        }

        _first.AddTransposed(dFirst, Part(dPrevious, 1));
        _second.AddTransposed(dSecond, Part(dPrevious, 1));
    }

    /// <inheritdoc/>
    public void AccumulateGradients(
        RowBlock<T> gates, RowBlock<T> previous, RowBlock<T> next, RowBlock<T> dGates, GradientProduct<T> product)
    {
        _first.AddGradient(Part(dGates, 0), Part(previous, 1), product);
        _second.AddGradient(Part(dGates, 1), Part(previous, 1), product);
    }

    private RowBlock<T> Part(RowBlock<T> rows, int part) => rows.SliceColumns(part * BlockWidth, BlockWidth);
}
