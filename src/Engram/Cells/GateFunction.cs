using System.Numerics;
using System.Runtime.CompilerServices;
using Engram.Numerics;

namespace Engram.Cells;

/// <summary>Any activation, its input first cut off at ±clip if there is a clip: ONNX Runtime clips what goes into gates and candidates, not the
/// cell state on its way out.</summary>
/// <remarks>It runs one element at a time: inside a kernel only with <see cref="LaneKernels.RunOneByOne"/>.</remarks>
/// <typeparam name="T">The element type.</typeparam>
internal readonly struct GateFunction<T> : ILaneFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Activation _activation;
    private readonly bool _clips;
    private readonly T _clip;
    private readonly T _low;
    private readonly T _high;

    public GateFunction(Activation activation, double? clip)
    {
        if (clip is not null)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(clip.Value, nameof(clip));
        _activation = activation;
        _clips = clip is not null;
        _clip = T.CreateTruncating(clip ?? 0);
        _low = _clips ? activation.Apply(-_clip) : T.Zero;
        _high = _clips ? activation.Apply(_clip) : T.Zero;
    }

    public TLanes Apply<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T> => Unsafe.BitCast<T, TLanes>(Apply(Unsafe.BitCast<TLanes, T>(x)));

    public TLanes Derivative<TLanes>(TLanes y)
        where TLanes : struct, ILanes<TLanes, T> => Unsafe.BitCast<T, TLanes>(Derivative(Unsafe.BitCast<TLanes, T>(y)));

    public T Apply(T x) => _activation.Apply(_clips ? T.Clamp(x, -_clip, _clip) : x);

    // An output that equals the output at the clip came from beyond it, or from where the function is flat.
    public T Derivative(T y) => _clips && (y == _low || y == _high) ? T.Zero : _activation.Derivative(y);
}
