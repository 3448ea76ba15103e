using System.Numerics;
using System.Runtime.CompilerServices;
using Engram.Numerics;

namespace Engram.Training.Optimizers;

/// <summary>What optimizer to use, and how; one record for each, with PyTorch's defaults.</summary>
/// <remarks>
/// Where Keras computes something else under the same name, an option says so: where ε stands, whether momentum holds the learning rate,
/// how weights decay.
/// </remarks>
public abstract record OptimizerOptions
{
    private protected OptimizerOptions()
    {
    }

    /// <summary>How fast weights shrink towards 0, 0 or more; the default 0 leaves them alone.</summary>
    public double WeightDecay { get; init => field = AtLeast(value, 0); }

    /// <summary>
    /// <see langword="false"/> (the default, PyTorch except AdamW): decay·weight is added to the gradient. <see langword="true"/> (AdamW, and
    /// every optimizer of Keras): the weight is multiplied by 1 − learning rate·decay before the step, which then knows nothing of it.
    /// </summary>
    public bool DecoupledWeightDecay { get; init; }

    /// <summary>The options of a named optimizer, with their defaults.</summary>
    /// <param name="kind">Which.</param>
    public static OptimizerOptions Default(OptimizerKind kind) => kind switch
    {
        OptimizerKind.Sgd => new SgdOptions(),
        OptimizerKind.Adam => new AdamOptions(),
        OptimizerKind.AdamW => AdamOptions.AdamW,
        OptimizerKind.Adamax => new AdamaxOptions(),
        OptimizerKind.Nadam => new NadamOptions(),
        OptimizerKind.RmsProp => new RmsPropOptions(),
        OptimizerKind.Adagrad => new AdagradOptions(),
        OptimizerKind.Adadelta => new AdadeltaOptions(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, $"There is no optimizer '{kind}'."),
    };

    /// <summary>Creates the optimizer, its state at the beginning.</summary>
    /// <param name="parameters">What to train; every name may occur once.</param>
    /// <typeparam name="T">The element type.</typeparam>
    /// <exception cref="ArgumentException">Two parameters have the same name, so that a checkpoint could not tell them apart.</exception>
    public abstract IOptimizer<T> Create<T>(IReadOnlyList<Parameter<T>> parameters)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    private protected static double AtLeast(double value, double minimum, [CallerMemberName] string name = "")
        => value >= minimum && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {Text(value)}, but must be at least {Text(minimum)}.");

    private protected static double Share(double value, [CallerMemberName] string name = "")
        => value is >= 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {Text(value)}, but must be at least 0 and below 1.");

    private protected static string Text(double value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
