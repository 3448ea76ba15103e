using Engram.Conformance.Tests.Cases;
using Engram.Training.Optimizers;

namespace Engram.Conformance.Tests.Families;

/// <summary><c>keras.optimizers.*</c>: each with the options that make it Keras's.</summary>
public sealed class KerasOptimizerRunner : ICaseRunner
{
    private static readonly Dictionary<string, Func<VectorCase, OptimizerOptions>> Options = new()
    {
        ["keras.optimizers.SGD"] = vector => new SgdOptions
        {
            Momentum = vector.Option("momentum", 0.0),
            Nesterov = vector.Option("nesterov", false),
            LearningRateInMomentum = true,
        },
        ["keras.optimizers.Adam"] = vector => new AdamOptions
        {
            FirstDecay = vector.Option("beta_1", 0.9),
            SecondDecay = vector.Option("beta_2", 0.999),
            Epsilon = vector.Option("epsilon", 1e-7),
            Amsgrad = vector.Option("amsgrad", false),
            EpsilonBeforeCorrection = true,
        },
        ["keras.optimizers.Adamax"] = vector => new AdamaxOptions
        {
            FirstDecay = vector.Option("beta_1", 0.9),
            SecondDecay = vector.Option("beta_2", 0.999),
            Epsilon = vector.Option("epsilon", 1e-7),
            EpsilonInDivisor = true,
        },
        ["keras.optimizers.RMSprop"] = vector => new RmsPropOptions
        {
            Decay = vector.Option("rho", 0.9),
            Momentum = vector.Option("momentum", 0.0),
            Epsilon = vector.Option("epsilon", 1e-7),
            Centred = vector.Option("centered", false),
            EpsilonInsideRoot = true,
            LearningRateInMomentum = true,
        },
        ["keras.optimizers.Adagrad"] = vector => new AdagradOptions
        {
            InitialAccumulator = vector.Option("initial_accumulator_value", 0.1),
            Epsilon = vector.Option("epsilon", 1e-7),
            EpsilonInsideRoot = true,
        },
    };

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds => Options.Keys;

    /// <inheritdoc/>
    public void Run(VectorCase vector)
        => OptimizerSteps.Run(vector, Options[vector.Kind](vector), vector.Get("attributes", "learning_rate").GetDouble());
}
