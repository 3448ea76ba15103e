using Engram.Numerics;

namespace Engram.Training.Optimizers;

/// <summary>Nadam: Adam that looks ahead along its momentum, as Nesterov's does.</summary>
/// <remarks>
/// <code>
/// μₜ = β₁·(1 − ½·0.96^(t·ψ))       ψ is the momentum decay
/// m ← β₁·m + (1 − β₁)·g,  v ← β₂·v + (1 − β₂)·g²
/// m̂ = μₜ₊₁·m / (1 − ∏μ₁…ₜ₊₁) + (1 − μₜ)·g / (1 − ∏μ₁…ₜ)
/// p ← p − η·m̂ / (√(v / (1 − β₂ᵗ)) + ε)
/// </code>
/// <para>Dozat, "Incorporating Nesterov Momentum into Adam", ICLR workshop 2016.</para>
/// </remarks>
public sealed record NadamOptions : OptimizerOptions
{
    /// <summary>β₁, at least 0 and below 1; default 0.9.</summary>
    public double FirstDecay { get; init => field = Share(value); } = 0.9;

    /// <summary>β₂, at least 0 and below 1; default 0.999.</summary>
    public double SecondDecay { get; init => field = Share(value); } = 0.999;

    /// <summary>ε, 0 or more; default 1e-8. Keras has 1e-7.</summary>
    public double Epsilon { get; init => field = AtLeast(value, 0); } = 1e-8;

    /// <summary>ψ, how fast the momentum rises to β₁, 0 or more; default 0.004 (PyTorch). Keras computes the same with 1.</summary>
    public double MomentumDecay { get; init => field = AtLeast(value, 0); } = 0.004;

    /// <summary>
    /// <see langword="false"/> (the default: the paper, Keras, later versions of PyTorch): the product under m̂ has every μ once.
    /// <see langword="true"/> (PyTorch up to 1.13): it has μₜ twice, which makes the first steps a little shorter.
    /// </summary>
    public bool RepeatsMomentumInProduct { get; init; }

    /// <inheritdoc/>
    public override IOptimizer<T> Create<T>(IReadOnlyList<Parameter<T>> parameters) => new NadamOptimizer<T>(this, parameters);
}
