using System.Numerics;
using Engram.Numerics;

namespace Engram.Training.Optimizers;

/// <summary>The step of <see cref="AdamaxOptions"/>.</summary>
internal sealed class AdamaxOptimizer<T> : Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AdamaxOptions _options;
    private readonly T[][] _first;
    private readonly T[][] _largest;
    private T _rate;

    public AdamaxOptimizer(AdamaxOptions options, IReadOnlyList<Parameter<T>> parameters)
        : base(options, parameters)
    {
        _options = options;
        _first = AddState("firstMoment");
        _largest = AddState("largestGradient");
    }

    protected override void Prepare(double learningRate)
        => _rate = T.CreateTruncating(learningRate / (1 - Math.Pow(_options.FirstDecay, StepCount)));

    protected override void Update(int index, Move move)
    {
        Span<T> first = _first[index];
        Span<T> largest = _largest[index];
        T firstDecay = T.CreateTruncating(_options.FirstDecay);
        T firstShare = T.CreateTruncating(1 - _options.FirstDecay);
        T secondDecay = T.CreateTruncating(_options.SecondDecay);
        T inNorm = T.CreateTruncating(_options.EpsilonInDivisor ? 0 : _options.Epsilon);
        T inDivisor = T.CreateTruncating(_options.EpsilonInDivisor ? _options.Epsilon : 0);
        for (int i = 0; i < first.Length; i++)
        {
            T gradient = move.GradientAt(i);
            first[i] = (firstDecay * first[i]) + (firstShare * gradient);
            largest[i] = T.Max(secondDecay * largest[i], T.Abs(gradient) + inNorm);
            move.Subtract(i, _rate * first[i] / (largest[i] + inDivisor));
        }
    }
}
