namespace Engram.Cells;

/// <summary>The shape of an activation; what α and β mean stands beside each.</summary>
public enum ActivationKind
{
    /// <summary>x.</summary>
    Linear,

    /// <summary>tanh(x).</summary>
    Tanh,

    /// <summary>The logistic function, 1 / (1 + e⁻ˣ).</summary>
    Sigmoid,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>α·x + β.</summary>
    Affine,

    /// <summary>x where x ≥ 0, else α·x.</summary>
    LeakyRelu,

    /// <summary>x where x > α, else 0.</summary>
    ThresholdedRelu,

    /// <summary>α·tanh(β·x).</summary>
    ScaledTanh,

    /// <summary>α·x + β, cut off at 0 and 1.</summary>
    HardSigmoid,

    /// <summary>x, cut off at α and β.</summary>
    Clamp,

    /// <summary>β·x where x > 0, else β·α·(eˣ − 1).</summary>
    Elu,

    /// <summary>x / (1 + |x|).</summary>
    Softsign,

    /// <summary>log(1 + eˣ).</summary>
    Softplus,

    /// <summary>log(σ(x)).</summary>
    LogSigmoid,

    /// <summary>eˣ.</summary>
    Exponential,
}
