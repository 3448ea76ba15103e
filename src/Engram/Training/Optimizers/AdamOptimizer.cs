using System.Numerics;
using Engram.Numerics;

namespace Engram.Training.Optimizers;

/// <summary>The step of <see cref="AdamOptions"/>: one pass over the memory, vectors as wide as the machine has.</summary>
/// <remarks>Vectors and the scalar tail do the same operations in the same order, without fused multiply-add: the width changes no bit.</remarks>
internal sealed class AdamOptimizer<T> : Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AdamOptions _options;
    private readonly T[][] _first;
    private readonly T[][] _second;
    private readonly T[][] _largest = [];
    private T _rate;
    private T _rootScale;

    public AdamOptimizer(AdamOptions options, IReadOnlyList<Parameter<T>> parameters)
        : base(options, parameters)
    {
        _options = options;
        _first = AddState("firstMoment");
        _second = AddState("secondMoment");
        if (options.Amsgrad)
            _largest = AddState("largestSecondMoment");
    }

    // p − η·m̂ / (√v̂ + ε) = p − rate·m / (√v·rootScale + ε)
    protected override void Prepare(double learningRate)
    {
        double rate = learningRate / (1 - Math.Pow(_options.FirstDecay, StepCount));
        double root = Math.Sqrt(1 - Math.Pow(_options.SecondDecay, StepCount));
        _rate = T.CreateTruncating(_options.EpsilonBeforeCorrection ? rate * root : rate);
        _rootScale = T.CreateTruncating(_options.EpsilonBeforeCorrection ? 1 : 1 / root);
    }

    protected override void Update(int index, Move move)
    {
        Span<T> first = _first[index];
        Span<T> second = _second[index];
        Span<T> largest = _options.Amsgrad ? _largest[index] : default;
        int done = Vector.IsHardwareAccelerated && Vector<T>.IsSupported ? UpdateVectors(first, second, largest, move) : 0;
        UpdateScalars(done, first, second, largest, move);
    }

    private int UpdateVectors(Span<T> first, Span<T> second, Span<T> largest, Move move)
    {
        Vector<T> firstDecay = new(T.CreateTruncating(_options.FirstDecay));
        Vector<T> firstShare = new(T.CreateTruncating(1 - _options.FirstDecay));
        Vector<T> secondDecay = new(T.CreateTruncating(_options.SecondDecay));
        Vector<T> secondShare = new(T.CreateTruncating(1 - _options.SecondDecay));
        Vector<T> epsilon = new(T.CreateTruncating(_options.Epsilon));
        Vector<T> scale = new(move.Scale);
        Vector<T> decay = new(move.Decay);
        Vector<T> keep = new(move.Keep);
        Vector<T> rate = new(_rate);
        Vector<T> rootScale = new(_rootScale);
        int i = 0;
        for (; i <= move.Value.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            Vector<T> value = new(move.Value[i..]);
            Vector<T> gradient = (new Vector<T>(move.Gradient[i..]) * scale) + (value * decay);
            Vector<T> m = (firstDecay * new Vector<T>(first[i..])) + (firstShare * gradient);
            Vector<T> v = (secondDecay * new Vector<T>(second[i..])) + (secondShare * (gradient * gradient));
            m.CopyTo(first[i..]);
            v.CopyTo(second[i..]);
            if (!largest.IsEmpty)
            {
                v = Vector.Max(v, new Vector<T>(largest[i..]));
                v.CopyTo(largest[i..]);
            }

            ((value * keep) - (rate * m / ((Vector.SquareRoot(v) * rootScale) + epsilon))).CopyTo(move.Value[i..]);
        }

        return i;
    }

    private void UpdateScalars(int start, Span<T> first, Span<T> second, Span<T> largest, Move move)
    {
        T firstDecay = T.CreateTruncating(_options.FirstDecay);
        T firstShare = T.CreateTruncating(1 - _options.FirstDecay);
        T secondDecay = T.CreateTruncating(_options.SecondDecay);
        T secondShare = T.CreateTruncating(1 - _options.SecondDecay);
        T epsilon = T.CreateTruncating(_options.Epsilon);
        for (int i = start; i < move.Value.Length; i++)
        {
            T gradient = move.GradientAt(i);
            T m = (firstDecay * first[i]) + (firstShare * gradient);
            T v = (secondDecay * second[i]) + (secondShare * (gradient * gradient));
            first[i] = m;
            second[i] = v;
            if (!largest.IsEmpty)
                largest[i] = v = T.Max(v, largest[i]);
            move.Subtract(i, _rate * m / ((T.Sqrt(v) * _rootScale) + epsilon));
        }
    }
}
