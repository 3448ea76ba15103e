using Engram.Numerics;

namespace Engram.Training.Optimizers;

/// <summary>Adagrad: the gradient, divided by the size of all gradients so far; rare words keep large steps.</summary>
/// <remarks>
/// <code>
/// s ← s + g²
/// p ← p − η / (1 + (t − 1)·rate decay) · g / (√s + ε)
/// </code>
/// <para>Duchi, Hazan and Singer, "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization", JMLR 12, 2011.</para>
/// </remarks>
public sealed record AdagradOptions : OptimizerOptions
{
    /// <summary>How fast the learning rate falls by itself, 0 or more; default 0. Keras has none.</summary>
    public double LearningRateDecay { get; init => field = AtLeast(value, 0); }

    /// <summary>What s starts with, 0 or more; default 0. Keras has 0.1.</summary>
    public double InitialAccumulator { get; init => field = AtLeast(value, 0); }

    /// <summary>ε, 0 or more; default 1e-10. Keras has 1e-7.</summary>
    public double Epsilon { get; init => field = AtLeast(value, 0); } = 1e-10;

    /// <summary>
    /// <see langword="false"/> (the default, PyTorch): the step divides by √s + ε. <see langword="true"/> (Keras): by √(s + ε).
    /// </summary>
    public bool EpsilonInsideRoot { get; init; }

    /// <inheritdoc/>
    public override IOptimizer<T> Create<T>(IReadOnlyList<Parameter<T>> parameters) => new AdagradOptimizer<T>(this, parameters);
}
