namespace Engram.Training.Optimizers;

/// <summary>The optimizers, by the names that options and the command line use.</summary>
public enum OptimizerKind
{
    /// <summary>Stochastic gradient descent, with momentum where asked: <see cref="SgdOptions"/>.</summary>
    Sgd,

    /// <summary>Adam: <see cref="AdamOptions"/>.</summary>
    Adam,

    /// <summary>Adam with decoupled weight decay of 0.01: <see cref="AdamOptions.AdamW"/>.</summary>
    AdamW,

    /// <summary>Adam with the largest gradient instead of the mean square: <see cref="AdamaxOptions"/>.</summary>
    Adamax,

    /// <summary>Adam with Nesterov momentum: <see cref="NadamOptions"/>.</summary>
    Nadam,

    /// <summary>Gradients divided by their recent size: <see cref="RmsPropOptions"/>.</summary>
    RmsProp,

    /// <summary>Gradients divided by their whole history: <see cref="AdagradOptions"/>.</summary>
    Adagrad,

    /// <summary>Gradients divided by their recent size, times the recent size of the updates: <see cref="AdadeltaOptions"/>.</summary>
    Adadelta,
}
