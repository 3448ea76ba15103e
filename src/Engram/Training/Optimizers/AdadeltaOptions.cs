using Engram.Numerics;

namespace Engram.Training.Optimizers;

/// <summary>Adadelta: the gradient, divided by its recent size and multiplied by that of the updates.</summary>
/// <remarks>
/// <code>
/// s ← ρ·s + (1 − ρ)·g²
/// d = √(a + ε) / √(s + ε) · g
/// a ← ρ·a + (1 − ρ)·d²
/// p ← p − η·d
/// </code>
/// <para>Zeiler, "ADADELTA: An Adaptive Learning Rate Method", 2012 (arXiv:1212.5701), algorithm 1. It has no learning rate there: use 1.
/// Keras and PyTorch compute the same, with other defaults.</para>
/// </remarks>
public sealed record AdadeltaOptions : OptimizerOptions
{
    /// <summary>ρ, at least 0 and below 1; default 0.9. Keras has 0.95.</summary>
    public double Decay { get; init => field = Share(value); } = 0.9;

    /// <summary>ε, above 0 since the first step is made of it; default 1e-6. Keras has 1e-7.</summary>
    public double Epsilon { get; init => field = AtLeast(value, double.Epsilon); } = 1e-6;

    /// <inheritdoc/>
    public override IOptimizer<T> Create<T>(IReadOnlyList<Parameter<T>> parameters) => new AdadeltaOptimizer<T>(this, parameters);
}
