using Engram.Numerics;

namespace Engram.Training.Optimizers;

/// <summary>Stochastic gradient descent, with momentum and Nesterov's variant where asked.</summary>
/// <remarks>
/// <code>
/// v ← μ·v + (1 − dampening)·g      (v ← g on the first step)
/// p ← p − η·v                      Nesterov: p ← p − η·(g + μ·v)
/// </code>
/// <para>Sutskever et al., "On the importance of initialization and momentum in deep learning", ICML 2013, equations 3 and 4.</para>
/// </remarks>
public sealed record SgdOptions : OptimizerOptions
{
    /// <summary>μ, at least 0 and below 1; 0 (the default) is plain descent without any state.</summary>
    public double Momentum { get; init => field = Share(value); }

    /// <summary>How much of a new gradient is kept out of the velocity, at least 0 and below 1; default 0. Keras has none.</summary>
    public double Dampening { get; init => field = Share(value); }

    /// <summary>Whether to look ahead along the velocity; default <see langword="false"/>.</summary>
    public bool Nesterov { get; init; }

    /// <summary>
    /// <see langword="false"/> (the default, PyTorch): the velocity holds gradients and is multiplied by the rate of the step that uses it.
    /// <see langword="true"/> (Keras): the velocity holds steps, v ← μ·v + η·g, so that a change of the rate works its way in slowly.
    /// </summary>
    public bool LearningRateInMomentum { get; init; }

    /// <inheritdoc/>
    public override IOptimizer<T> Create<T>(IReadOnlyList<Parameter<T>> parameters) => new SgdOptimizer<T>(this, parameters);
}
