using Engram.Numerics;

namespace Engram.Training.Optimizers;

/// <summary>Adam: momentum, divided by the recent size of the gradient; the optimizer that most recurrent networks are trained with.</summary>
/// <remarks>
/// <code>
/// m ← β₁·m + (1 − β₁)·g            first moment
/// v ← β₂·v + (1 − β₂)·g²           second moment
/// p ← p − η·m̂ / (√v̂ + ε)           m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ)
/// </code>
/// <para>Kingma and Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015 (arXiv:1412.6980), algorithm 1. With decoupled weight decay it
/// is AdamW: Loshchilov and Hutter, ICLR 2019 (arXiv:1711.05101), algorithm 2. Amsgrad: Reddi et al., ICLR 2018 (arXiv:1904.09237).</para>
/// </remarks>
public sealed record AdamOptions : OptimizerOptions
{
    /// <summary>AdamW with PyTorch's weight decay of 0.01.</summary>
    public static AdamOptions AdamW { get; } = new() { WeightDecay = 0.01, DecoupledWeightDecay = true };

    /// <summary>β₁, at least 0 and below 1; default 0.9.</summary>
    public double FirstDecay { get; init => field = Share(value); } = 0.9;

    /// <summary>β₂, at least 0 and below 1; default 0.999.</summary>
    public double SecondDecay { get; init => field = Share(value); } = 0.999;

    /// <summary>ε, 0 or more; default 1e-8. Keras has 1e-7.</summary>
    public double Epsilon { get; init => field = AtLeast(value, 0); } = 1e-8;

    /// <summary>
    /// <see langword="false"/> (the default, PyTorch and the paper's algorithm): ε is added to √v̂. <see langword="true"/> (Keras): it is added
    /// to √v, before the correction, which makes it weigh more in the first steps.
    /// </summary>
    public bool EpsilonBeforeCorrection { get; init; }

    /// <summary>Whether to divide by the largest second moment so far instead of the present one; default <see langword="false"/>.</summary>
    public bool Amsgrad { get; init; }

    /// <inheritdoc/>
    public override IOptimizer<T> Create<T>(IReadOnlyList<Parameter<T>> parameters) => new AdamOptimizer<T>(this, parameters);
}
