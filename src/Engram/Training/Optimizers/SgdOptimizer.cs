using System.Numerics;
using Engram.Numerics;

namespace Engram.Training.Optimizers;

/// <summary>The step of <see cref="SgdOptions"/>.</summary>
internal sealed class SgdOptimizer<T> : Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SgdOptions _options;
    private readonly T[][] _velocity = [];
    private double _learningRate;

    public SgdOptimizer(SgdOptions options, IReadOnlyList<Parameter<T>> parameters)
        : base(options, parameters)
    {
        _options = options;
        if (options.Momentum != 0)
            _velocity = AddState("velocity");
    }

    protected override void Prepare(double learningRate) => _learningRate = learningRate;

    protected override void Update(int index, Move move)
    {
        if (_velocity.Length == 0)
            Descend(move);
        else
            DescendWithMomentum(_velocity[index], move);
    }

    private void Descend(Move move)
    {
        T rate = T.CreateTruncating(_learningRate);
        for (int i = 0; i < move.Value.Length; i++)
            move.Subtract(i, rate * move.GradientAt(i));
    }

    private void DescendWithMomentum(Span<T> velocity, Move move)
    {
        T momentum = T.CreateTruncating(_options.Momentum);
        // PyTorch lets the first gradient in whole, whatever the dampening.
        T share = T.CreateTruncating(StepCount == 1 ? 1 : 1 - _options.Dampening);
        T inside = T.CreateTruncating(_options.LearningRateInMomentum ? _learningRate : 1);
        T outside = T.CreateTruncating(_options.LearningRateInMomentum ? 1 : _learningRate);
        for (int i = 0; i < velocity.Length; i++)
        {
            T gradient = inside * move.GradientAt(i);
            T speed = (momentum * velocity[i]) + (share * gradient);
            velocity[i] = speed;
            move.Subtract(i, outside * (_options.Nesterov ? gradient + (momentum * speed) : speed));
        }
    }
}
