using System.Numerics;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>Runs the element-wise equations of a GRU: in whole vectors with the usual activations, else one by one.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class GruEquations<T>(GruOptions options, int units)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly bool _usual = options.IsUsual;
    private readonly int _width = Simd.PadUnits(units);
    private readonly GateFunction<T> _gate = new(options.GateActivation, options.Clip);
    private readonly GateFunction<T> _candidate = new(options.CandidateActivation, options.Clip);

    public void Reset(RowBlock<T> gates, RowBlock<T> hidden)
    {
        if (_usual)
        {
            LaneKernels.Run<GruResetBefore<SigmoidLanes<T>, T>, T>(new(default, gates, hidden, _width));
            return;
        }

        // what nobody computes must still be a number where it meets the zeros of a padded product
        gates.SliceColumns(3 * _width, _width).Fill(T.Zero);
        LaneKernels.RunOneByOne<GruResetBefore<GateFunction<T>, T>, T>(new(_gate, gates, hidden, units));
    }

    public void Blend(RowBlock<T> gates, RowBlock<T> hidden, RowBlock<T> next)
    {
        if (_usual)
            LaneKernels.Run<GruBlend<TanhLanes<T>, T>, T>(new(default, gates, hidden, next, _width));
        else
            LaneKernels.RunOneByOne<GruBlend<GateFunction<T>, T>, T>(new(_candidate, gates, hidden, next, units));
    }

    public void ResetAndBlend(RowBlock<T> gates, RowBlock<T> hidden, RowBlock<T> next)
    {
        if (_usual)
            LaneKernels.Run<GruResetAfter<SigmoidLanes<T>, TanhLanes<T>, T>, T>(new(default, default, gates, hidden, next, _width));
        else
            LaneKernels.RunOneByOne<GruResetAfter<GateFunction<T>, GateFunction<T>, T>, T>(new(_gate, _candidate, gates, hidden, next, units));
    }

    public void BlendGradient(RowBlock<T> gates, RowBlock<T> hidden, RowBlock<T> dNext, RowBlock<T> dGates, RowBlock<T> dHidden)
    {
        if (_usual)
        {
            LaneKernels.Run<GruBlendGradient<SigmoidLanes<T>, TanhLanes<T>, T>, T>(
                new(default, default, gates, hidden, dNext, dGates, dHidden, _width));
            return;
        }

        dGates.Fill(T.Zero);
        LaneKernels.RunOneByOne<GruBlendGradient<GateFunction<T>, GateFunction<T>, T>, T>(
            new(_gate, _candidate, gates, hidden, dNext, dGates, dHidden, units));
    }

    public void ResetGradient(RowBlock<T> gates, RowBlock<T> hidden, RowBlock<T> dGates, RowBlock<T> dHidden)
    {
        if (_usual)
            LaneKernels.Run<GruResetBeforeGradient<SigmoidLanes<T>, T>, T>(new(default, gates, hidden, dGates, dHidden, _width));
        else
            LaneKernels.RunOneByOne<GruResetBeforeGradient<GateFunction<T>, T>, T>(new(_gate, gates, hidden, dGates, dHidden, units));
    }

    public void ResetAndBlendGradient(RowBlock<T> gates, RowBlock<T> hidden, RowBlock<T> dNext, RowBlock<T> dGates, RowBlock<T> dHidden)
    {
        if (_usual)
        {
            LaneKernels.Run<GruResetAfterGradient<SigmoidLanes<T>, TanhLanes<T>, T>, T>(
                new(default, default, gates, hidden, dNext, dGates, dHidden, _width));
            return;
        }

        dGates.Fill(T.Zero);
        LaneKernels.RunOneByOne<GruResetAfterGradient<GateFunction<T>, GateFunction<T>, T>, T>(
            new(_gate, _candidate, gates, hidden, dNext, dGates, dHidden, units));
    }
}
