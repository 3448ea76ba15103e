using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Engram.Numerics;

/// <summary>Exponential, hyperbolic tangent and logistic function on vectors of floats.</summary>
internal static class FloatFunctions
{
    private const float ExpThird = 0.16666577756404877f, ExpFourth = 0.041666556149721146f;
    private const float ExpFifth = 0.008363173343241215f, ExpSixth = 0.0013926175888627768f;

    private const float TanhP1 = 0.13676345348358154f, TanhP2 = 0.0038639293052256107f, TanhP3 = 2.7923195375478826e-05f;
    private const float TanhP4 = 3.0400126860286036e-08f, TanhP5 = -1.2082159057957842e-11f;
    private const float TanhQ1 = 0.47009676694869995f, TanhQ2 = 0.0272295493632555f, TanhQ3 = 0.0003931036335416138f;
    private const float TanhQ4 = 1.2817165497835958e-06f;

    /// <summary>e to the power of each element; from e^-87.3 to e^88.3, relative error below 1e-7.</summary>
    /// <remarks>e^x = 2^n·e^r with n the nearest integer to x/ln 2; the polynomial interpolates e^r at Chebyshev nodes of |r| ≤ ln 2 / 2.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp(Vector256<float> x)
    {
        x = Vector256.Min(Vector256.Max(x, Vector256.Create(-87.3f)), Vector256.Create(88.3f));
        Vector256<float> n = Vector256.Round(x * Vector256.Create(1.44269504f));
        Vector256<float> r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-0.693359375f), x);
        r = Vector256.FusedMultiplyAdd(n, Vector256.Create(2.12194440e-4f), r);
        Vector256<float> p = Vector256.FusedMultiplyAdd(Vector256.Create(ExpSixth), r, Vector256.Create(ExpFifth));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(ExpFourth));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(ExpThird));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(0.5f));
        p = Vector256.FusedMultiplyAdd(p, r * r, r + Vector256<float>.One);
        return p * ((Vector256.ConvertToInt32(n) + Vector256.Create(127)) << 23).AsSingle();
    }

    /// <summary>The hyperbolic tangent of each element; absolute error below 2e-7.</summary>
    /// <remarks>x·P(x²)/Q(x²), degrees 5 and 4, fitted for the smallest largest error on |x| ≤ 9, beyond which a float rounds to ±1.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x)
    {
        x = Vector256.Min(Vector256.Max(x, Vector256.Create(-9f)), Vector256.Create(9f));
        Vector256<float> t = x * x;
        Vector256<float> p = Vector256.FusedMultiplyAdd(Vector256.Create(TanhP5), t, Vector256.Create(TanhP4));
        p = Vector256.FusedMultiplyAdd(p, t, Vector256.Create(TanhP3));
        p = Vector256.FusedMultiplyAdd(p, t, Vector256.Create(TanhP2));
        p = Vector256.FusedMultiplyAdd(p, t, Vector256.Create(TanhP1));
        p = Vector256.FusedMultiplyAdd(p, t, Vector256<float>.One) * x;
        Vector256<float> q = Vector256.FusedMultiplyAdd(Vector256.Create(TanhQ4), t, Vector256.Create(TanhQ3));
        q = Vector256.FusedMultiplyAdd(q, t, Vector256.Create(TanhQ2));
        q = Vector256.FusedMultiplyAdd(q, t, Vector256.Create(TanhQ1));
        q = Vector256.FusedMultiplyAdd(q, t, Vector256<float>.One);
        return p / q;
    }

    /// <summary>The logistic function of each element; absolute error below 2e-7, and near 0 and 1 as exact as a float can be.</summary>
    /// <remarks>The smaller tail e/(1 + e) of e = e^−|x|, or 1 minus it. A gate that is nearly open or closed keeps its digits, which the 1 − z
    /// of a GRU needs: (1 + tanh(x/2))/2 would lose them.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x)
    {
        Vector256<float> e = Exp(-Vector256.Abs(x));
        Vector256<float> tail = e / (Vector256<float>.One + e);
        return Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<float>.Zero), tail, Vector256<float>.One - tail);
    }

    /// <summary>e to the power of each element; from e^-87.3 to e^88.3, relative error below 1e-7.</summary>
    /// <remarks>e^x = 2^n·e^r with n the nearest integer to x/ln 2; the polynomial interpolates e^r at Chebyshev nodes of |r| ≤ ln 2 / 2.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        x = Vector512.Min(Vector512.Max(x, Vector512.Create(-87.3f)), Vector512.Create(88.3f));
        Vector512<float> n = Vector512.Round(x * Vector512.Create(1.44269504f));
        Vector512<float> r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.693359375f), x);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(2.12194440e-4f), r);
        Vector512<float> p = Vector512.FusedMultiplyAdd(Vector512.Create(ExpSixth), r, Vector512.Create(ExpFifth));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(ExpFourth));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(ExpThird));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.5f));
        p = Vector512.FusedMultiplyAdd(p, r * r, r + Vector512<float>.One);
        return p * ((Vector512.ConvertToInt32(n) + Vector512.Create(127)) << 23).AsSingle();
    }

    /// <summary>The hyperbolic tangent of each element; absolute error below 2e-7.</summary>
    /// <remarks>x·P(x²)/Q(x²), degrees 5 and 4, fitted for the smallest largest error on |x| ≤ 9, beyond which a float rounds to ±1.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        x = Vector512.Min(Vector512.Max(x, Vector512.Create(-9f)), Vector512.Create(9f));
        Vector512<float> t = x * x;
        Vector512<float> p = Vector512.FusedMultiplyAdd(Vector512.Create(TanhP5), t, Vector512.Create(TanhP4));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(TanhP3));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(TanhP2));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(TanhP1));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512<float>.One) * x;
        Vector512<float> q = Vector512.FusedMultiplyAdd(Vector512.Create(TanhQ4), t, Vector512.Create(TanhQ3));
        q = Vector512.FusedMultiplyAdd(q, t, Vector512.Create(TanhQ2));
        q = Vector512.FusedMultiplyAdd(q, t, Vector512.Create(TanhQ1));
        q = Vector512.FusedMultiplyAdd(q, t, Vector512<float>.One);
        return p / q;
    }

    /// <summary>The logistic function of each element; absolute error below 2e-7, and near 0 and 1 as exact as a float can be.</summary>
    /// <remarks>The smaller tail e/(1 + e) of e = e^−|x|, or 1 minus it. A gate that is nearly open or closed keeps its digits, which the 1 − z
    /// of a GRU needs: (1 + tanh(x/2))/2 would lose them.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x)
    {
        Vector512<float> e = Exp(-Vector512.Abs(x));
        Vector512<float> tail = e / (Vector512<float>.One + e);
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), tail, Vector512<float>.One - tail);
    }
}
