using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Engram.Numerics;

namespace Engram.Training;

/// <summary>Keeps gradients from exploding: by value, by the norm over all parameters, or by each parameter's own norm.</summary>
/// <remarks>
/// Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", ICML 2013 (arXiv:1211.5063), algorithm 1. Norms are
/// summed in <see cref="double"/>, in an order that does not depend on the machine. A gradient that is not finite makes the norm not finite.
/// </remarks>
public static class GradientClipping
{
    // PyTorch's: keeps a norm of zero from dividing by zero.
    private const double NormEpsilon = 1e-6;

    // Element i of a parameter is added to sum i mod 16, with and without vectors.
    private const int Sums = 16;

    /// <summary>The factor that brings a norm down to a maximum: min(1, maximum / (norm + ε)).</summary>
    /// <param name="norm">The norm, such as <see cref="Norm{T}"/> gives.</param>
    /// <param name="maximum">The largest norm allowed, above 0.</param>
    /// <param name="epsilon">ε, 0 or more; default 1e-6 as in PyTorch. Keras's <c>global_clipnorm</c> has 0.</param>
    /// <returns>The factor for every gradient, ready for <see cref="Optimizers.IOptimizer{T}.Step"/>, which then needs no pass of its own.</returns>
    public static double Factor(double norm, double maximum, double epsilon = NormEpsilon)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximum);
        ArgumentOutOfRangeException.ThrowIfNegative(epsilon);
        return Math.Min(1, maximum / (norm + epsilon));
    }

    /// <summary>The norm of all gradients together, as if they were one vector.</summary>
    /// <param name="parameters">Whose gradients.</param>
    /// <param name="power">2 (the default): the root of the sum of squares. 1: the sum of absolute values. Another p above 0: the p-norm;
    /// infinity: the largest absolute value.</param>
    /// <typeparam name="T">The element type.</typeparam>
    public static double Norm<T>(IReadOnlyList<Parameter<T>> parameters, double power = 2)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(power);
        double total = 0;
        for (int index = 0; index < parameters.Count; index++)
            total = Join(total, Sum<T>(parameters[index].Gradient, power), power);
        return Root(total, power);
    }

    /// <summary>Multiplies all gradients by one factor, so that their common norm is at most <paramref name="maximum"/>.</summary>
    /// <param name="parameters">Whose gradients.</param>
    /// <param name="maximum">The largest norm allowed, above 0.</param>
    /// <param name="power">As in <see cref="Norm{T}"/>.</param>
    /// <typeparam name="T">The element type.</typeparam>
    /// <returns>The norm before clipping.</returns>
    public static double ByNorm<T>(IReadOnlyList<Parameter<T>> parameters, double maximum, double power = 2)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double norm = Norm(parameters, power);
        double factor = Factor(norm, maximum);
        for (int index = 0; index < parameters.Count; index++)
            Scale<T>(parameters[index].Gradient, factor);
        return norm;
    }

    /// <summary>Multiplies each gradient whose own norm is above <paramref name="maximum"/> so that it is not (Keras: <c>clipnorm</c>).</summary>
    /// <param name="parameters">Whose gradients.</param>
    /// <param name="maximum">The largest norm allowed to one parameter, above 0.</param>
    /// <typeparam name="T">The element type.</typeparam>
    public static void ByNormOfEach<T>(IReadOnlyList<Parameter<T>> parameters, double maximum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximum);
        for (int index = 0; index < parameters.Count; index++)
        {
            double norm = Root(Sum<T>(parameters[index].Gradient, power: 2), power: 2);
            if (!(norm <= maximum))
                Scale<T>(parameters[index].Gradient, maximum / norm);
        }
    }

    /// <summary>Cuts every element off at ±<paramref name="maximum"/>.</summary>
    /// <param name="parameters">Whose gradients.</param>
    /// <param name="maximum">The largest absolute value allowed, above 0.</param>
    /// <typeparam name="T">The element type.</typeparam>
    public static void ByValue<T>(IReadOnlyList<Parameter<T>> parameters, double maximum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximum);
        T limit = T.CreateTruncating(maximum);
        for (int index = 0; index < parameters.Count; index++)
            foreach (ref T element in parameters[index].Gradient.AsSpan())
                element = T.Clamp(element, -limit, limit);
    }

    private static void Scale<T>(Span<T> gradient, double factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T scale = T.CreateTruncating(factor);
        if (scale != T.One)
            foreach (ref T element in gradient)
                element *= scale;
    }

    internal static double Sum<T>(ReadOnlySpan<T> gradient, double power)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<double> sums = stackalloc double[Sums];
        sums.Clear();
        int start = power == 2 && typeof(T) == typeof(float) ? AddSquares(MemoryMarshal.Cast<T, float>(gradient), sums) : 0;
        for (int i = start; i < gradient.Length; i++)
        {
            double size = Math.Abs(double.CreateTruncating(gradient[i]));
            sums[i % Sums] = Join(sums[i % Sums], power == 2 ? size * size : Raise(size, power), power);
        }

        double total = 0;
        foreach (double sum in sums)
            total = Join(total, sum, power);
        return total;
    }

    private static int AddSquares(ReadOnlySpan<float> gradient, Span<double> sums)
    {
        Vector256<double> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        int i = 0;
        for (; i <= gradient.Length - Sums; i += Sums)
        {
            (Vector256<double> part0, Vector256<double> part1) = Vector256.Widen(Vector256.Create(gradient.Slice(i, 8)));
            (Vector256<double> part2, Vector256<double> part3) = Vector256.Widen(Vector256.Create(gradient.Slice(i + 8, 8)));
            sum0 += part0 * part0;
            sum1 += part1 * part1;
            sum2 += part2 * part2;
            sum3 += part3 * part3;
        }

        sum0.CopyTo(sums);
        sum1.CopyTo(sums[4..]);
        sum2.CopyTo(sums[8..]);
        sum3.CopyTo(sums[12..]);
        return i;
    }

    private static double Raise(double size, double power) => power == 1 || double.IsInfinity(power) ? size : Math.Pow(size, power);

    private static double Join(double sum, double part, double power) => double.IsInfinity(power) ? Math.Max(sum, part) : sum + part;

    private static double Root(double sum, double power)
        => power == 1 || double.IsInfinity(power) ? sum : power == 2 ? Math.Sqrt(sum) : Math.Pow(sum, 1 / power);
}
