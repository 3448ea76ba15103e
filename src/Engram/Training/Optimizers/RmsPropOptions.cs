using Engram.Numerics;

namespace Engram.Training.Optimizers;

/// <summary>RMSprop: the gradient, divided by its recent size; centred and with momentum where asked.</summary>
/// <remarks>
/// <code>
/// s ← α·s + (1 − α)·g²             centred: a ← α·a + (1 − α)·g, and s − a² in the place of s below
/// d = √s + ε
/// p ← p − η·g / d                  with momentum: b ← μ·b + g / d,  p ← p − η·b
/// </code>
/// <para>Tieleman and Hinton, "Lecture 6.5: rmsprop", Neural Networks for Machine Learning, 2012; centred: Graves, "Generating Sequences With
/// Recurrent Neural Networks", 2013 (arXiv:1308.0850), equations 38 to 45.</para>
/// </remarks>
public sealed record RmsPropOptions : OptimizerOptions
{
    /// <summary>α, at least 0 and below 1; default 0.99. Keras has 0.9.</summary>
    public double Decay { get; init => field = Share(value); } = 0.99;

    /// <summary>ε, 0 or more; default 1e-8. Keras has 1e-7.</summary>
    public double Epsilon { get; init => field = AtLeast(value, 0); } = 1e-8;

    /// <summary>μ, at least 0 and below 1; default 0.</summary>
    public double Momentum { get; init => field = Share(value); }

    /// <summary>Whether to divide by the deviation from the mean gradient instead of its size; default <see langword="false"/>.</summary>
    public bool Centred { get; init; }

    /// <summary>
    /// <see langword="false"/> (the default, PyTorch): d = √s + ε. <see langword="true"/> (Keras): d = √(s + ε).
    /// </summary>
    public bool EpsilonInsideRoot { get; init; }

    /// <summary>
    /// <see langword="false"/> (the default, PyTorch): momentum holds scaled gradients. <see langword="true"/> (Keras): it holds steps,
    /// b ← μ·b + η·g / d, p ← p − b. The two differ only where the rate changes.
    /// </summary>
    public bool LearningRateInMomentum { get; init; }

    /// <inheritdoc/>
    public override IOptimizer<T> Create<T>(IReadOnlyList<Parameter<T>> parameters) => new RmsPropOptimizer<T>(this, parameters);
}
