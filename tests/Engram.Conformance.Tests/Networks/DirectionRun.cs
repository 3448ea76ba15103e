using System.Numerics;
using Engram.Cells;
using Engram.Layers;
using Engram.Numerics;

namespace Engram.Conformance.Tests.Networks;

/// <summary>One direction of a recurrent layer, and the initial states and final gradients that a case gives it.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="layer">The layer.</param>
/// <param name="pass">Its pass.</param>
public sealed class DirectionRun<T>(RecurrentLayer<T> layer, RecurrentPass<T> pass)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RowBuffer<T> _start = new(layer.Cell.StateColumns);
    private readonly Dictionary<string, double[]> _initial = [];
    private readonly Dictionary<string, double[]> _dFinal = [];
    private readonly Dictionary<string, double[]> _dStates = [];

    /// <summary>The layer.</summary>
    public RecurrentLayer<T> Layer => layer;

    /// <summary>Its pass.</summary>
    public RecurrentPass<T> Pass => pass;

    /// <summary>Gives a part of the state in which the next run starts, <c>[sentence, …]</c>; 0 where it is not given.</summary>
    public void SetInitial(string part, double[]? values) => Set(_initial, part, values);

    /// <summary>Gives the gradient of a part of the final state, <c>[sentence, …]</c>; 0 where it is not given.</summary>
    public void SetFinalGradient(string part, double[]? values) => Set(_dFinal, part, values);

    /// <summary>Gives the gradient of a part of the state after every step, as the arrays of the case lie.</summary>
    public void AddStateGradient(string part, double[] values) => Set(_dStates, part, values);

    /// <summary>Hands the initial states to the pass.</summary>
    public void Start(SentenceLayout layout)
    {
        if (_initial.Count == 0)
            return;
        RowBlock<T> start = _start.Resize(layout.Batch.Sentences);
        _start.Clear();
        foreach ((string part, double[] values) in _initial)
            layout.GatherSentences(values, Columns(part, start), rank => rank);
        pass.StartFrom(start);
    }

    /// <summary>A part of the state after the last word read, <c>[sentence, …]</c>; 0 for a sentence of which nothing was read.</summary>
    /// <param name="layout">The layout of the last run.</param>
    /// <param name="part">Which part.</param>
    public double[] Final(SentenceLayout layout, string part) =>
        layout.ScatterSentences(Columns(part, pass.States), rank => pass.FinalRow(layout.Batch, rank));

    /// <summary>A part of the state after every step, as the arrays of the case lie.</summary>
    public double[] States(SentenceLayout layout, string part) => layout.Scatter(Columns(part, pass.States));

    /// <summary>Gradient of a part of the initial state, <c>[sentence, …]</c>.</summary>
    public double[] InitialGradient(SentenceLayout layout, string part) =>
        layout.ScatterSentences(Columns(part, pass.InitialGradients), rank => rank);

    /// <summary>Adds the gradients that were given, of final states and of all, to those of all states.</summary>
    public void AddGradients(SentenceLayout layout, RowBlock<T> dStates)
    {
        RowBuffer<T> addend = new(layer.Cell.StateColumns);
        RowBlock<T> rows = addend.Resize(dStates.Rows);
        addend.Clear();
        foreach ((string part, double[] values) in _dFinal)
            layout.GatherSentences(values, Columns(part, rows), rank => pass.FinalRow(layout.Batch, rank));
        Rows.Add(rows, dStates);
        foreach ((string part, double[] values) in _dStates)
        {
            addend.Clear();
            layout.Gather(values, Columns(part, rows));
            Rows.Add(rows, dStates);
        }
    }

    private RowBlock<T> Columns(string name, RowBlock<T> states)
    {
        CellPart part = layer.Cell.State.First(part => part.Name == name);
        return states.SliceColumns(part.Start, part.Count);
    }

    private static void Set(Dictionary<string, double[]> parts, string part, double[]? values)
    {
        parts.Remove(part);
        if (values is not null)
            parts.Add(part, values);
    }
}
