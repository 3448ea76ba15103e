using System.Numerics;
using Engram.Numerics;

namespace Engram.Training.Optimizers;

/// <summary>The step of <see cref="AdadeltaOptions"/>.</summary>
internal sealed class AdadeltaOptimizer<T> : Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AdadeltaOptions _options;
    private readonly T[][] _gradientSquare;
    private readonly T[][] _updateSquare;
    private T _rate;

    public AdadeltaOptimizer(AdadeltaOptions options, IReadOnlyList<Parameter<T>> parameters)
        : base(options, parameters)
    {
        _options = options;
        _gradientSquare = AddState("meanSquareGradient");
        _updateSquare = AddState("meanSquareUpdate");
    }

    protected override void Prepare(double learningRate) => _rate = T.CreateTruncating(learningRate);

    protected override void Update(int index, Move move)
    {
        Span<T> gradientSquare = _gradientSquare[index];
        Span<T> updateSquare = _updateSquare[index];
        T decay = T.CreateTruncating(_options.Decay);
        T share = T.CreateTruncating(1 - _options.Decay);
        T epsilon = T.CreateTruncating(_options.Epsilon);
        for (int i = 0; i < gradientSquare.Length; i++)
        {
            T gradient = move.GradientAt(i);
            gradientSquare[i] = (decay * gradientSquare[i]) + (share * (gradient * gradient));
            T update = T.Sqrt(updateSquare[i] + epsilon) / T.Sqrt(gradientSquare[i] + epsilon) * gradient;
            updateSquare[i] = (decay * updateSquare[i]) + (share * (update * update));
            move.Subtract(i, _rate * update);
        }
    }
}
