using System.Numerics;
using Engram.Layers;
using Engram.Numerics;

namespace Engram.Conformance.Tests.Networks;

/// <summary>Runs layers of the product one above the other on the arrays of a case: lays out, calls, and lays out again.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class NetworkRun<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Layer<T>[] _layers;
    private readonly LayerPass<T>[] _passes;
    private readonly RowBuffer<T>[] _inputs;
    private readonly RowBuffer<T>[] _gradients;

    /// <summary>Puts layers one above the other.</summary>
    /// <param name="layers">From the bottom up.</param>
    public NetworkRun(params Layer<T>[] layers)
    {
        _layers = layers;
        _passes = [.. layers.Select(layer => layer.CreatePass())];
        _inputs = [.. layers.Select(layer => new RowBuffer<T>(layer.InputSize))];
        _gradients = [.. layers.Select(layer => new RowBuffer<T>(layer.InputSize))];
        Recurrent = [.. layers.Zip(_passes).Select(pair => Directions(pair.First, pair.Second)).Where(directions => directions.Length > 0)];
    }

    /// <summary>The directions of each recurrent layer, from the bottom up, forward first.</summary>
    public IReadOnlyList<DirectionRun<T>[]> Recurrent { get; }

    /// <summary>The output of the last run.</summary>
    public RowBlock<T> Output => _passes[^1].Output;

    /// <summary>Runs all layers.</summary>
    /// <param name="layout">What is read.</param>
    /// <param name="x">The input, one vector a step.</param>
    /// <returns>The output, one vector a step; 0 where nothing is read.</returns>
    public double[] Forward(SentenceLayout layout, double[] x)
    {
        RowBlock<T> rows = _inputs[0].Resize(layout.Batch.Rows);
        _inputs[0].Clear();
        layout.Gather(x, rows);
        return Forward(layout);
    }

    /// <summary>Goes back along the last run, from the gradients of states alone.</summary>
    /// <param name="layout">The layout of the last run.</param>
    /// <returns>Gradient of the input, one vector a step.</returns>
    public double[] BackpropagateStates(SentenceLayout layout) =>
        Backpropagate(layout, new double[layout.Steps * layout.Sentences * _layers[^1].OutputSize]);

    /// <summary>Goes back along the last run, from the gradient of the output and those of the final states.</summary>
    /// <param name="layout">The layout of the last run.</param>
    /// <param name="dOutput">Gradient of the output, one vector a step.</param>
    /// <returns>Gradient of the input, one vector a step.</returns>
    public double[] Backpropagate(SentenceLayout layout, double[] dOutput)
    {
        RowBuffer<T> buffer = new(_layers[^1].OutputSize);
        RowBlock<T> dRows = buffer.Resize(layout.Batch.Rows);
        buffer.Clear();
        layout.Gather(dOutput, dRows);
        int recurrent = Recurrent.Count;
        for (int i = _layers.Length - 1; i >= 0; i--)
        {
            RowBlock<T> dInput = _gradients[i].Resize(layout.Batch.Rows);
            _gradients[i].Clear();
            if (_passes[i] is RecurrentPass<T> or BidirectionalPass<T>)
                BackpropagateDirections(layout, Recurrent[--recurrent], _inputs[i].Block, dRows, dInput);
            else
                _passes[i].Backpropagate(layout.Batch, _inputs[i].Block, dRows, dInput);
            dRows = dInput;
        }

        return layout.Scatter(dRows);
    }

    private double[] Forward(SentenceLayout layout)
    {
        foreach (DirectionRun<T> direction in Recurrent.SelectMany(directions => directions))
            direction.Start(layout);
        for (int i = 0; i < _layers.Length; i++)
        {
            _layers[i].Prepare();
            RowBlock<T> output = _passes[i].Forward(layout.Batch, _inputs[i].Block);
            if (i + 1 < _layers.Length)
                output.CopyTo(_inputs[i + 1].Resize(output.Rows));
        }

        return layout.Scatter(Output);
    }

    private static void BackpropagateDirections(
        SentenceLayout layout, DirectionRun<T>[] directions, RowBlock<T> input, RowBlock<T> dOutput, RowBlock<T> dInput)
    {
        int column = 0;
        foreach (DirectionRun<T> direction in directions)
        {
            int size = direction.Layer.OutputSize;
            RowBlock<T> dStates = direction.Pass.ClearStateGradients(layout.Batch);
            Rows.Add(dOutput.SliceColumns(column, size), dStates.SliceColumns(0, size));
            direction.AddGradients(layout, dStates);
            direction.Pass.BackpropagateStates(layout.Batch, input, dInput);
            column += size;
        }
    }

    private static DirectionRun<T>[] Directions(Layer<T> layer, LayerPass<T> pass) => (layer, pass) switch
    {
        (RecurrentLayer<T> recurrent, RecurrentPass<T> run) => [new(recurrent, run)],
        (Bidirectional<T> both, BidirectionalPass<T> run) => [new(both.Forward, run.Forwards), new(both.Reverse, run.Reverse)],
        _ => [],
    };
}
