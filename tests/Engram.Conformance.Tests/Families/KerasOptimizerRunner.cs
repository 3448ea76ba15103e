using Engram.Conformance.Tests.Cases;
using Engram.Training.Optimizers;

namespace Engram.Conformance.Tests.Families;

/// <summary><c>keras.optimizers.*</c>: each with the options that make it Keras's.</summary>
public sealed class KerasOptimizerRunner : ICaseRunner
{
    private const string Prefix = "keras.optimizers.";

    private static readonly Dictionary<string, Func<CaseOptions, OptimizerOptions>> Options = new(StringComparer.OrdinalIgnoreCase)
    {
        ["SGD"] = options => new SgdOptions
        {
            Momentum = options.Number("momentum", 0),
            Nesterov = options.Flag("nesterov", false),
            LearningRateInMomentum = true,
        },
        ["Adam"] = Adam,
        ["AdamW"] = options => Adam(options) with { WeightDecay = 0.004 },
        ["Adamax"] = options => new AdamaxOptions
        {
            FirstDecay = options.Number("beta_1", 0.9),
            SecondDecay = options.Number("beta_2", 0.999),
            Epsilon = options.Number("epsilon", 1e-7),
            EpsilonInDivisor = true,
        },
        ["Nadam"] = options => new NadamOptions
        {
            FirstDecay = options.Number("beta_1", 0.9),
            SecondDecay = options.Number("beta_2", 0.999),
            Epsilon = options.Number("epsilon", 1e-7),
            MomentumDecay = 1,
        },
        ["RMSprop"] = options => new RmsPropOptions
        {
            Decay = options.Number("rho", 0.9),
            Momentum = options.Number("momentum", 0),
            Epsilon = options.Number("epsilon", 1e-7),
            Centred = options.Flag("centered", false),
            EpsilonInsideRoot = true,
            LearningRateInMomentum = true,
        },
        ["Adagrad"] = options => new AdagradOptions
        {
            InitialAccumulator = options.Number("initial_accumulator_value", 0.1),
            Epsilon = options.Number("epsilon", 1e-7),
            EpsilonInsideRoot = true,
        },
        ["Adadelta"] = options => new AdadeltaOptions { Decay = options.Number("rho", 0.95), Epsilon = options.Number("epsilon", 1e-7) },
    };

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = [.. Options.Keys.Select(name => Prefix + name)];

    /// <inheritdoc/>
    public void Run(VectorCase vector)
    {
        CaseOptions options = new(vector.Name, vector.Attributes);
        string name = vector.Kind[Prefix.Length..];
        OptimizerSteps.Run(vector, Read(name, options), options, LearningRate(name, options));
    }

    /// <summary>The learning rate, or what Keras takes where none is given.</summary>
    /// <param name="name">The optimizer.</param>
    /// <param name="options">Its attributes.</param>
    internal static double LearningRate(string name, CaseOptions options) =>
        options.Number("learning_rate", name.Equals("sgd", StringComparison.OrdinalIgnoreCase) ? 0.01 : 0.001);

    /// <summary>An optimizer by Keras's name of it.</summary>
    /// <param name="name">Such as <c>sgd</c>; case does not matter.</param>
    /// <param name="options">Its attributes; who asks for the rest of them still has to.</param>
    /// <exception cref="NotSupportedException">There is none of this name.</exception>
    internal static OptimizerOptions Read(string name, CaseOptions options)
    {
        if (!Options.TryGetValue(name, out Func<CaseOptions, OptimizerOptions>? read))
            throw new NotSupportedException($"The optimizer '{name}' is not known here.");
        OptimizerOptions found = read(options);
        if (options.Allow("name", "ema_momentum").Flag("use_ema", false))
            throw new NotSupportedException("use_ema: Engram averages weights in the trainer, not in the optimizer.");
        return found with { WeightDecay = options.Number("weight_decay", found.WeightDecay), DecoupledWeightDecay = true };
    }

    private static AdamOptions Adam(CaseOptions options) => new()
    {
        FirstDecay = options.Number("beta_1", 0.9),
        SecondDecay = options.Number("beta_2", 0.999),
        Epsilon = options.Number("epsilon", 1e-7),
        Amsgrad = options.Flag("amsgrad", false),
        EpsilonBeforeCorrection = true,
    };
}
