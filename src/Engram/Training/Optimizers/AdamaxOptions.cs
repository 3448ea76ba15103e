using Engram.Numerics;

namespace Engram.Training.Optimizers;

/// <summary>Adamax: Adam with the largest recent gradient in the place of the mean square.</summary>
/// <remarks>
/// <code>
/// m ← β₁·m + (1 − β₁)·g
/// u ← max(β₂·u, |g| + ε)
/// p ← p − η / (1 − β₁ᵗ) · m / u
/// </code>
/// <para>Kingma and Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015 (arXiv:1412.6980), algorithm 2.</para>
/// </remarks>
public sealed record AdamaxOptions : OptimizerOptions
{
    /// <summary>β₁, at least 0 and below 1; default 0.9.</summary>
    public double FirstDecay { get; init => field = Share(value); } = 0.9;

    /// <summary>β₂, at least 0 and below 1; default 0.999.</summary>
    public double SecondDecay { get; init => field = Share(value); } = 0.999;

    /// <summary>ε, 0 or more; default 1e-8. Keras has 1e-7.</summary>
    public double Epsilon { get; init => field = AtLeast(value, 0); } = 1e-8;

    /// <summary>
    /// <see langword="false"/> (the default, PyTorch): ε is added to |g| before the maximum. <see langword="true"/> (Keras): u ← max(β₂·u, |g|),
    /// and the step divides by u + ε.
    /// </summary>
    public bool EpsilonInDivisor { get; init; }

    /// <inheritdoc/>
    public override IOptimizer<T> Create<T>(IReadOnlyList<Parameter<T>> parameters) => new AdamaxOptimizer<T>(this, parameters);
}
