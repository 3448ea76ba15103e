using System.Numerics;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>Runs the element-wise equations of an LSTM, in whole vectors with the usual activations, else one by one; owns the peepholes.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class LstmEquations<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _units;
    private readonly bool _usual;
    private readonly LstmForm<T> _form;
    private readonly LstmFunctions<GateFunction<T>, GateFunction<T>, GateFunction<T>> _functions;
    private readonly RowBuffer<T> _peepholeRow;

    public LstmEquations(LstmOptions options, int units)
    {
        _units = units;
        _usual = options.HasUsualActivations;
        _form = new(options, units);
        _functions = new(
            new(options.GateActivation, options.Clip), new(options.CandidateActivation, options.Clip), new(options.OutputActivation, null));
        Peephole = options.Peepholes ? new Parameter<T>("peephole", _form.Blocks - 1, units) : null;
        _peepholeRow = new RowBuffer<T>(options.Peepholes ? 1 : 0, 3 * _form.Width);
    }

    public LstmForm<T> Form => _form;

    /// <summary>One row for each gate that is computed: i, f, o, or the one of i and f, then o.</summary>
    public Parameter<T>? Peephole { get; }

    private bool IsSpecial => _form.IsCoupled || _form.Clips;

    public void Prepare()
    {
        for (int gate = 0; Peephole is not null && gate < Peephole.Rows; gate++)
            Peephole.Values.Row(gate).CopyTo(_peepholeRow.Row(0)[(gate * _form.Width)..]);
    }

    public void Step(LstmRows<T> rows)
    {
        RowBlock<T> peepholes = _peepholeRow.Block;
        if (_usual && !IsSpecial)
            LaneKernels.Run<LstmGates<T>, T>(new(rows, peepholes, _form.Width));
        else if (_usual)
            LaneKernels.Run<LstmSpecialGates<SigmoidLanes<T>, TanhLanes<T>, TanhLanes<T>, T>, T>(new(default, _form, rows, peepholes, _form.Width));
        else
            LaneKernels.RunOneByOne<LstmSpecialGates<GateFunction<T>, GateFunction<T>, GateFunction<T>, T>, T>(
                new(_functions, _form, rows, peepholes, _units));
    }

    public void Backpropagate(LstmRows<T> rows, LstmRows<T> gradients)
    {
        RowBlock<T> peepholes = _peepholeRow.Block;
        if (_usual && !IsSpecial)
        {
            LaneKernels.Run<LstmGatesGradient<T>, T>(new(rows, gradients, peepholes, _form.Width));
            return;
        }

        if (_usual)
        {
            LaneKernels.Run<LstmSpecialGradient<SigmoidLanes<T>, TanhLanes<T>, TanhLanes<T>, T>, T>(
                new(default, _form, rows, gradients, peepholes, _form.Width));
            return;
        }

        // what nobody computes must still be a number where it meets the zeros of a padded product
        gradients.Gates.SliceColumns(0, 4 * _form.Width).Fill(T.Zero);
        LaneKernels.RunOneByOne<LstmSpecialGradient<GateFunction<T>, GateFunction<T>, GateFunction<T>, T>, T>(
            new(_functions, _form, rows, gradients, peepholes, _units));
    }

    /// <summary>Adds the gradient of the peepholes, for the rows of all time steps.</summary>
    public void AccumulateGradients(RowBlock<T> dGates, RowBlock<T> oldCell, RowBlock<T> newCell)
    {
        for (int row = 0; Peephole is not null && row < dGates.Rows; row++)
        {
            AddPeepholeGradient(0, dGates.Row(row), oldCell.Row(row));
            if (!_form.IsCoupled)
                AddPeepholeGradient(1, dGates.Row(row)[_form.Second..], oldCell.Row(row));
            AddPeepholeGradient(_form.Blocks - 2, dGates.Row(row)[_form.Output..], newCell.Row(row));
        }
    }

    private void AddPeepholeGradient(int gate, ReadOnlySpan<T> dGate, ReadOnlySpan<T> cellState)
    {
        Span<T> gradient = Peephole!.Gradients.Row(gate);
        for (int j = 0; j < gradient.Length; j++)
            gradient[j] += dGate[j] * cellState[j];
    }
}
