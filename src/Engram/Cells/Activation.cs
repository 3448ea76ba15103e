using System.Numerics;

namespace Engram.Cells;

/// <summary>A function applied to each element of a pre-activation, and its derivative.</summary>
/// <remarks>
/// <para>The derivative is computed from the <em>output</em> y = f(x), the only thing that a cell keeps. Hence only functions that never fall
/// and rise again are here; Keras's <c>silu</c>, <c>gelu</c> and <c>mish</c> are not. At a kink the derivative is that of the flatter side.</para>
/// <para>The default value is <see cref="Linear"/>.</para>
/// </remarks>
/// <param name="Kind">The shape.</param>
/// <param name="Alpha">α, where the kind has one.</param>
/// <param name="Beta">β, where the kind has one.</param>
public readonly record struct Activation(ActivationKind Kind, double Alpha = 0, double Beta = 0)
{
    /// <summary>x.</summary>
    public static Activation Linear => default;

    /// <summary>tanh(x).</summary>
    public static Activation Tanh => new(ActivationKind.Tanh);

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static Activation Sigmoid => new(ActivationKind.Sigmoid);

    /// <summary>max(x, 0).</summary>
    public static Activation Relu => new(ActivationKind.Relu);

    /// <summary>x / (1 + |x|).</summary>
    public static Activation Softsign => new(ActivationKind.Softsign);

    /// <summary>log(1 + eˣ).</summary>
    public static Activation Softplus => new(ActivationKind.Softplus);

    /// <summary>α·x + β, cut off at 0 and 1. ONNX: α = 0.2, β = 0.5. Keras 3: α = 1/6, β = 0.5.</summary>
    /// <param name="alpha">α.</param>
    /// <param name="beta">β.</param>
    public static Activation HardSigmoid(double alpha = 0.2, double beta = 0.5) => new(ActivationKind.HardSigmoid, alpha, beta);

    /// <summary>x where x ≥ 0, else α·x.</summary>
    /// <param name="alpha">α. A derivative needs α ≥ 0.</param>
    public static Activation LeakyRelu(double alpha = 0.01) => new(ActivationKind.LeakyRelu, alpha);

    /// <summary>x where x > 0, else α·(eˣ − 1).</summary>
    /// <param name="alpha">α. A derivative needs α ≥ 0.</param>
    public static Activation Elu(double alpha = 1) => new(ActivationKind.Elu, alpha, 1);

    /// <summary>f(x).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The pre-activation.</param>
    /// <returns>The output.</returns>
    public T Apply<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T alpha = T.CreateTruncating(Alpha), beta = T.CreateTruncating(Beta);
        return Kind switch
        {
            ActivationKind.Linear => x,
            ActivationKind.Tanh => T.Tanh(x),
            ActivationKind.Sigmoid => T.One / (T.One + T.Exp(-x)),
            ActivationKind.Relu => T.Max(x, T.Zero),
            ActivationKind.Affine => (alpha * x) + beta,
            ActivationKind.LeakyRelu => x >= T.Zero ? x : alpha * x,
            ActivationKind.ThresholdedRelu => x > alpha ? x : T.Zero,
            ActivationKind.ScaledTanh => alpha * T.Tanh(beta * x),
            ActivationKind.HardSigmoid => T.Clamp((alpha * x) + beta, T.Zero, T.One),
            ActivationKind.Clamp => T.Clamp(x, alpha, beta),
            ActivationKind.Elu => beta * (x > T.Zero ? x : alpha * T.ExpM1(x)),
            ActivationKind.Softsign => x / (T.One + T.Abs(x)),
            ActivationKind.Softplus => T.Max(x, T.Zero) + T.LogP1(T.Exp(-T.Abs(x))),
            ActivationKind.LogSigmoid => T.Min(x, T.Zero) - T.LogP1(T.Exp(-T.Abs(x))),
            ActivationKind.Exponential => T.Exp(x),
            _ => throw new InvalidOperationException($"Activation: {Kind} is no kind of activation."),
        };
    }

    /// <summary>f'(x), computed from y = f(x).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="y">The output.</param>
    /// <returns>The derivative.</returns>
    /// <exception cref="NotSupportedException">The function falls and rises, so that y does not say where x was.</exception>
    public T Derivative<T>(T y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Kind is ActivationKind.LeakyRelu or ActivationKind.Elu)
            RequirePositiveAlpha();
        T alpha = T.CreateTruncating(Alpha), beta = T.CreateTruncating(Beta);
        return Kind switch
        {
            ActivationKind.Linear => T.One,
            ActivationKind.Tanh => T.One - (y * y),
            ActivationKind.Sigmoid => y * (T.One - y),
            ActivationKind.Relu => y > T.Zero ? T.One : T.Zero,
            ActivationKind.Affine => alpha,
            ActivationKind.LeakyRelu => y > T.Zero ? T.One : alpha,
            ActivationKind.ThresholdedRelu => y != T.Zero ? T.One : T.Zero,
            ActivationKind.ScaledTanh => beta * (alpha - (y * y / alpha)),
            ActivationKind.HardSigmoid => y > T.Zero && y < T.One ? alpha : T.Zero,
            ActivationKind.Clamp => y > alpha && y < beta ? T.One : T.Zero,
            ActivationKind.Elu => y > T.Zero ? beta : y + (alpha * beta),
            ActivationKind.Softsign => (T.One - T.Abs(y)) * (T.One - T.Abs(y)),
            ActivationKind.Softplus => -T.ExpM1(-y),
            ActivationKind.LogSigmoid => -T.ExpM1(y),
            ActivationKind.Exponential => y,
            _ => throw new InvalidOperationException($"Activation: {Kind} is no kind of activation."),
        };
    }

    /// <summary>The name that <see cref="ActivationNames.Parse"/> reads, such as <c>tanh</c> or <c>hardSigmoid(0.2, 0.5)</c>.</summary>
    public override string ToString() => ActivationNames.Format(this);

    private void RequirePositiveAlpha()
    {
        if (Alpha < 0)
            throw new NotSupportedException(
                $"Activation: {this} with α below 0 falls and rises, so its derivative cannot be told from its output. "
                + "Use α of 0 or more to train.");
    }
}
