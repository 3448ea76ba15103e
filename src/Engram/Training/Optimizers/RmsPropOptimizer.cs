using System.Numerics;
using Engram.Numerics;

namespace Engram.Training.Optimizers;

/// <summary>The step of <see cref="RmsPropOptions"/>.</summary>
internal sealed class RmsPropOptimizer<T> : Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RmsPropOptions _options;
    private readonly T[][] _square;
    private readonly T[][] _mean = [];
    private readonly T[][] _momentum = [];
    private double _learningRate;

    public RmsPropOptimizer(RmsPropOptions options, IReadOnlyList<Parameter<T>> parameters)
        : base(options, parameters)
    {
        _options = options;
        _square = AddState("meanSquare");
        if (options.Centred)
            _mean = AddState("mean");
        if (options.Momentum != 0)
            _momentum = AddState("momentum");
    }

    protected override void Prepare(double learningRate) => _learningRate = learningRate;

    protected override void Update(int index, Move move)
    {
        Span<T> square = _square[index];
        Span<T> mean = _options.Centred ? _mean[index] : default;
        Span<T> momentum = _options.Momentum != 0 ? _momentum[index] : default;
        T decay = T.CreateTruncating(_options.Decay);
        T share = T.CreateTruncating(1 - _options.Decay);
        T keepMomentum = T.CreateTruncating(_options.Momentum);
        T inside = T.CreateTruncating(_options.LearningRateInMomentum ? _learningRate : 1);
        T outside = T.CreateTruncating(_options.LearningRateInMomentum ? 1 : _learningRate);
        for (int i = 0; i < square.Length; i++)
        {
            T gradient = move.GradientAt(i);
            square[i] = (decay * square[i]) + (share * (gradient * gradient));
            T size = square[i];
            if (!mean.IsEmpty)
            {
                mean[i] = (decay * mean[i]) + (share * gradient);
                size -= mean[i] * mean[i];
            }

            T step = inside * gradient / Divisor(size);
            if (!momentum.IsEmpty)
                step = momentum[i] = (keepMomentum * momentum[i]) + step;
            move.Subtract(i, outside * step);
        }
    }

    // Rounding can leave a variance just below zero, whose root would be NaN.
    private T Divisor(T size)
    {
        T epsilon = T.CreateTruncating(_options.Epsilon);
        return _options.EpsilonInsideRoot ? T.Sqrt(T.Max(size, T.Zero) + epsilon) : T.Sqrt(T.Max(size, T.Zero)) + epsilon;
    }
}
