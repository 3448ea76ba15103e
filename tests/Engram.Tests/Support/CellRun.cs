using System.Numerics;
using Engram.Cells;
using Engram.Numerics;

namespace Engram.Tests.Support;

/// <summary>A cell run over a few time steps of a few rows on random pre-activations, and back. The loss weighs every column of every state.</summary>
public sealed class CellRun<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _rows;
    private readonly int _steps;
    private readonly T _garbage;
    private readonly RowBuffer<T> _gates;
    private readonly RowBuffer<T> _states;
    private readonly RowBuffer<T> _dGates;
    private readonly RowBuffer<T> _dStates;

    public CellRun(IRecurrentCell<T> cell, int rows, int steps, int seed, double garbage = 0)
    {
        Cell = cell;
        _rows = rows;
        _steps = steps;
        _garbage = T.CreateTruncating(garbage);
        _gates = new(rows * steps, cell.GateColumns);
        _dGates = new(rows * steps, cell.GateColumns);
        _states = new(rows * (steps + 1), cell.StateColumns);
        _dStates = new(rows * (steps + 1), cell.StateColumns);
        SeededRandom random = new(seed);
        foreach (Parameter<T> parameter in cell.Parameters)
            Fill(parameter.Value, random, 0.8);
        Inputs = Random(rows * steps * cell.InputBlocks * cell.Units, random, 1.5);
        Initial = Random(rows * StateSize, random, 0.9);
        Weights = Random(rows * steps * StateSize, random, 1);
        Labels = [.. Enumerable.Range(0, rows * steps).Select(_ => random.Next(cell.OutputSize))];
    }

    public IRecurrentCell<T> Cell { get; }

    public T[] Inputs { get; }

    public T[] Initial { get; }

    public T[] Weights { get; }

    public int[] Labels { get; }

    /// <summary>Feeds the labels back in the place of the output, for cells that can.</summary>
    public bool TeacherForcing { get; init; }

    public int StateSize => Cell.State.Sum(part => part.Count);

    /// <summary>The states before and after every step, without padding.</summary>
    public T[] States => Gather(_states.Block, Cell.State);

    /// <summary>The gates of every step, without padding.</summary>
    public T[] Gates => Gather(_gates.Block, Cell.Gates);

    /// <summary>Runs forward.</summary>
    /// <returns>Σ weight·state over all steps, rows and columns.</returns>
    public T Forward()
    {
        Cell.Prepare();
        _gates.Block.Fill(_garbage);
        _states.Block.Fill(_garbage);
        Scatter(Initial, _states.SliceRows(0, _rows), Cell.State);
        Scatter(Inputs, _gates.Block, InputParts());
        for (int t = 0; t < _steps; t++)
        {
            Cell.Step(At(_gates, t), At(_states, t), At(_states, t + 1));
            if (TeacherForcing)
                ((ITeacherForced<T>)Cell).Force(Labels.AsSpan(t * _rows, _rows), At(_states, t), At(_states, t + 1));
        }

        T loss = T.Zero;
        T[] after = Gather(_states.SliceRows(_rows, _rows * _steps), Cell.State);
        for (int i = 0; i < after.Length; i++)
            loss += Weights[i] * after[i];
        return loss;
    }

    /// <summary>Runs backward, after <see cref="Forward"/>; the gradients of the parameters start from zero.</summary>
    public (T[] Inputs, T[] Initial) Backward()
    {
        foreach (Parameter<T> parameter in Cell.Parameters)
            parameter.Gradient.AsSpan().Clear();
        _dStates.Block.Fill(_garbage);
        _dGates.Block.Fill(_garbage * T.CreateTruncating(7));
        T[] zero = new T[_rows * StateSize];
        Scatter(zero, _dStates.SliceRows(0, _rows), Cell.State);
        Scatter(Weights, _dStates.SliceRows(_rows, _rows * _steps), Cell.State);
        for (int t = _steps - 1; t >= 0; t--)
        {
            if (TeacherForcing)
                ((ITeacherForced<T>)Cell).BackpropagateForced(Labels.AsSpan(t * _rows, _rows), At(_dStates, t + 1), At(_dStates, t));
            Cell.Backpropagate(At(_gates, t), At(_states, t), At(_states, t + 1), At(_dStates, t + 1), At(_dGates, t), At(_dStates, t));
        }

        int all = _rows * _steps;
        Cell.AccumulateGradients(_gates.Block, _states.SliceRows(0, all), _states.SliceRows(_rows, all), _dGates.Block, new());
        return (Gather(_dGates.Block, InputParts()), Gather(_dStates.SliceRows(0, _rows), Cell.State));
    }

    /// <summary>The columns of some parts, row after row.</summary>
    private static T[] Gather(RowBlock<T> block, IReadOnlyList<CellPart> parts)
    {
        List<T> values = [];
        for (int row = 0; row < block.Rows; row++)
        {
            foreach (CellPart part in parts)
                values.AddRange(block.Row(row).Slice(part.Start, part.Count));
        }

        return [.. values];
    }

    private static void Scatter(T[] values, RowBlock<T> block, IReadOnlyList<CellPart> parts)
    {
        int index = 0;
        for (int row = 0; row < block.Rows; row++)
        {
            foreach (CellPart part in parts)
            {
                values.AsSpan(index, part.Count).CopyTo(block.Row(row)[part.Start..]);
                index += part.Count;
            }
        }
    }

    private static T[] Random(int count, SeededRandom random, double limit)
    {
        T[] values = new T[count];
        Fill(values, random, limit);
        return values;
    }

    // Rounded to float, so that float and double start from the same numbers.
    private static void Fill(Span<T> values, SeededRandom random, double limit)
    {
        foreach (ref T value in values)
            value = T.CreateTruncating((float)(((2 * random.NextDouble()) - 1) * limit));
    }

    private CellPart[] InputParts() =>
        [.. Enumerable.Range(0, Cell.InputBlocks).Select(block => new CellPart("input", block * Cell.BlockWidth, Cell.Units))];

    private RowBlock<T> At(RowBuffer<T> buffer, int step) => buffer.SliceRows(step * _rows, _rows);
}
