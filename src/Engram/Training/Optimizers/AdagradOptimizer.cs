using System.Numerics;
using Engram.Numerics;

namespace Engram.Training.Optimizers;

/// <summary>The step of <see cref="AdagradOptions"/>.</summary>
internal sealed class AdagradOptimizer<T> : Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AdagradOptions _options;
    private readonly T[][] _sum;
    private T _rate;

    public AdagradOptimizer(AdagradOptions options, IReadOnlyList<Parameter<T>> parameters)
        : base(options, parameters)
    {
        _options = options;
        _sum = AddState("sumOfSquares", options.InitialAccumulator);
    }

    protected override void Prepare(double learningRate)
        => _rate = T.CreateTruncating(learningRate / (1 + ((StepCount - 1) * _options.LearningRateDecay)));

    protected override void Update(int index, Move move)
    {
        Span<T> sum = _sum[index];
        T inside = T.CreateTruncating(_options.EpsilonInsideRoot ? _options.Epsilon : 0);
        T outside = T.CreateTruncating(_options.EpsilonInsideRoot ? 0 : _options.Epsilon);
        for (int i = 0; i < sum.Length; i++)
        {
            T gradient = move.GradientAt(i);
            sum[i] += gradient * gradient;
            T divisor = T.Sqrt(sum[i] + inside) + outside;
            // A weight that never had a gradient has nothing to be divided by, and nowhere to go.
            move.Subtract(i, T.IsZero(divisor) ? T.Zero : _rate * gradient / divisor);
        }
    }
}
