using System.Numerics;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>An activation over the rows of a block: in whole vectors where it is a usual one without a clip, else one by one.</summary>
/// <remarks>Blocks are padded to whole vectors. The vectors run over the padding too; one by one leaves it alone, and makes its gradient 0.</remarks>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class ActivationRows<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ActivationKind? _usual;
    private readonly GateFunction<T> _function;
    private readonly int _units;

    public ActivationRows(Activation activation, double? clip, int units)
    {
        _function = new(activation, clip);
        _units = units;
        _usual = activation.Kind <= ActivationKind.Relu && clip is null ? activation.Kind : null;
    }

    /// <summary>y = f(x), in place and into a second block.</summary>
    public void Apply(RowBlock<T> x, RowBlock<T> y)
    {
        switch (_usual)
        {
            case ActivationKind.Linear:
                LaneKernels.Run<ActivationForward<LinearLanes<T>, T>, T>(new(default, x, y));
                break;
            case ActivationKind.Tanh:
                LaneKernels.Run<ActivationForward<TanhLanes<T>, T>, T>(new(default, x, y));
                break;
            case ActivationKind.Sigmoid:
                LaneKernels.Run<ActivationForward<SigmoidLanes<T>, T>, T>(new(default, x, y));
                break;
            case ActivationKind.Relu:
                LaneKernels.Run<ActivationForward<ReluLanes<T>, T>, T>(new(default, x, y));
                break;
            default:
                LaneKernels.RunOneByOne<ActivationForward<GateFunction<T>, T>, T>(
                    new(_function, x.SliceColumns(0, _units), y.SliceColumns(0, _units)));
                break;
        }
    }

    /// <summary>dx = dy ⊙ f'(x), from y.</summary>
    public void Backpropagate(RowBlock<T> y, RowBlock<T> dY, RowBlock<T> dX)
    {
        switch (_usual)
        {
            case ActivationKind.Linear:
                LaneKernels.Run<ActivationGradient<LinearLanes<T>, T>, T>(new(default, y, dY, dX));
                break;
            case ActivationKind.Tanh:
                LaneKernels.Run<ActivationGradient<TanhLanes<T>, T>, T>(new(default, y, dY, dX));
                break;
            case ActivationKind.Sigmoid:
                LaneKernels.Run<ActivationGradient<SigmoidLanes<T>, T>, T>(new(default, y, dY, dX));
                break;
            case ActivationKind.Relu:
                LaneKernels.Run<ActivationGradient<ReluLanes<T>, T>, T>(new(default, y, dY, dX));
                break;
            default:
                dX.Fill(T.Zero);
                LaneKernels.RunOneByOne<ActivationGradient<GateFunction<T>, T>, T>(
                    new(_function, y.SliceColumns(0, _units), dY, dX));
                break;
        }
    }
}
