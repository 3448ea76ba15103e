using System.Numerics;
using Engram.Numerics;

namespace Engram.Training.Optimizers;

/// <summary>The step of <see cref="NadamOptions"/>.</summary>
internal sealed class NadamOptimizer<T> : Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NadamOptions _options;
    private readonly T[][] _first;
    private readonly T[][] _second;
    private double _momentumProduct = 1;
    private T _gradientRate;
    private T _momentRate;
    private T _rootScale;

    public NadamOptimizer(NadamOptions options, IReadOnlyList<Parameter<T>> parameters)
        : base(options, parameters)
    {
        _options = options;
        _first = AddState("firstMoment");
        _second = AddState("secondMoment");
    }

    protected override void Prepare(double learningRate)
    {
        double now = Momentum(StepCount);
        double next = Momentum(StepCount + 1);
        _momentumProduct *= now;
        _gradientRate = T.CreateTruncating(learningRate * (1 - now) / (1 - _momentumProduct));
        double repeated = _options.RepeatsMomentumInProduct ? now : 1;
        _momentRate = T.CreateTruncating(learningRate * next / (1 - (_momentumProduct * repeated * next)));
        _rootScale = T.CreateTruncating(1 / Math.Sqrt(1 - Math.Pow(_options.SecondDecay, StepCount)));
    }

    // The product follows from the step count alone, factor by factor, so that it needs no place in a checkpoint and has the same bits.
    protected override void Restored()
    {
        _momentumProduct = 1;
        for (long step = 1; step <= StepCount; step++)
            _momentumProduct *= Momentum(step);
    }

    protected override void Update(int index, Move move)
    {
        Span<T> first = _first[index];
        Span<T> second = _second[index];
        T firstDecay = T.CreateTruncating(_options.FirstDecay);
        T firstShare = T.CreateTruncating(1 - _options.FirstDecay);
        T secondDecay = T.CreateTruncating(_options.SecondDecay);
        T secondShare = T.CreateTruncating(1 - _options.SecondDecay);
        T epsilon = T.CreateTruncating(_options.Epsilon);
        for (int i = 0; i < first.Length; i++)
        {
            T gradient = move.GradientAt(i);
            first[i] = (firstDecay * first[i]) + (firstShare * gradient);
            second[i] = (secondDecay * second[i]) + (secondShare * (gradient * gradient));
            T divisor = (T.Sqrt(second[i]) * _rootScale) + epsilon;
            move.Subtract(i, ((_gradientRate * gradient) + (_momentRate * first[i])) / divisor);
        }
    }

    private double Momentum(long step) => _options.FirstDecay * (1 - (0.5 * Math.Pow(0.96, step * _options.MomentumDecay)));
}
