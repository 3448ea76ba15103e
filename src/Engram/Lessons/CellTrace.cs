using Engram.Cells;
using Engram.Inspection;
using Engram.Layers;
using Engram.Numerics;

namespace Engram.Lessons;

/// <summary>A layer run over one sequence, with every gate and every state of it.</summary>
internal sealed class CellTrace
{
    private readonly RecurrentLayer<double> _layer;
    private readonly RecurrentPass<double> _pass;
    private readonly RowBuffer<double> _initial;
    private readonly RowBuffer<double> _input;
    private readonly PackedBatch _batch = new();

    /// <summary>Runs the layer.</summary>
    /// <param name="layer">The layer, with its weights set.</param>
    /// <param name="inputs">One vector a time step.</param>
    /// <param name="memory">The parts of the state in which it starts; zero without.</param>
    public CellTrace(RecurrentLayer<double> layer, IReadOnlyList<double[]> inputs, params (string Part, double[] Values)[] memory)
    {
        _layer = layer;
        _input = new RowBuffer<double>(inputs.Count, layer.InputSize);
        for (int t = 0; t < inputs.Count; t++)
            inputs[t].CopyTo(_input.Row(t));
        _initial = new RowBuffer<double>(1, layer.Cell.StateColumns);
        foreach ((string part, double[] values) in memory)
            values.CopyTo(Part(layer.Cell.State, part, _initial.Row(0)));
        _batch.Pack([inputs.Count]);
        layer.Prepare();
        _pass = (RecurrentPass<double>)layer.CreatePass();
        _pass.StartFrom(_initial.Block);
        _pass.Forward(_batch, _input.Block);
    }

    /// <summary>How many time steps there are.</summary>
    public int Steps => _batch.Rows;

    /// <summary>A gate at a step, such as <c>inputGate</c>.</summary>
    public double[] Gate(string name, int step) => Part(_layer.Cell.Gates, name, _pass.Gates.Row(step)).ToArray();

    /// <summary>A part of the state before a step, such as <c>cellState</c>.</summary>
    public double[] Before(string part, int step)
    {
        int before = _layer.Direction == Direction.Forward ? step - 1 : step + 1;
        Span<double> row = before < 0 || before >= Steps ? _initial.Row(0) : _pass.States.Row(before);
        return Part(_layer.Cell.State, part, row).ToArray();
    }

    /// <summary>A part of the state after a step.</summary>
    public double[] After(string part, int step) => Part(_layer.Cell.State, part, _pass.States.Row(step)).ToArray();

    /// <summary>The gradient of the first output of the last step with respect to the first input of every step.</summary>
    public double[] Gradient()
    {
        double[] first = new double[_layer.OutputSize];
        first[0] = 1;
        return [.. GradientThroughTime.Of(_pass, _batch, _input.Block, first).Select(gradient => gradient[0])];
    }

    private static Span<double> Part(IReadOnlyList<CellPart> parts, string name, Span<double> row)
    {
        CellPart part = parts.First(part => part.Name == name);
        return row.Slice(part.Start, part.Count);
    }
}
