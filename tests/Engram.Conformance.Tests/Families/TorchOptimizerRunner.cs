using Engram.Conformance.Tests.Cases;
using Engram.Training.Optimizers;

namespace Engram.Conformance.Tests.Families;

/// <summary><c>torch.optim.*</c>: the defaults of the options are PyTorch's ways.</summary>
public sealed class TorchOptimizerRunner : ICaseRunner
{
    private const string Prefix = "torch.optim.";

    private static readonly Dictionary<string, Func<CaseOptions, OptimizerOptions>> Options = new()
    {
        ["SGD"] = options => new SgdOptions
        {
            Momentum = options.Number("momentum", 0),
            Dampening = options.Number("dampening", 0),
            Nesterov = options.Flag("nesterov", false),
        },
        ["Adam"] = Adam,
        ["AdamW"] = options => Adam(options) with { WeightDecay = 0.01, DecoupledWeightDecay = true },
        ["Adamax"] = options => new AdamaxOptions
        {
            FirstDecay = Beta(options, 0),
            SecondDecay = Beta(options, 1),
            Epsilon = options.Number("eps", 1e-8),
        },
        ["NAdam"] = options => new NadamOptions
        {
            FirstDecay = Beta(options, 0),
            SecondDecay = Beta(options, 1),
            Epsilon = options.Number("eps", 1e-8),
            MomentumDecay = options.Number("momentum_decay", 0.004),
            DecoupledWeightDecay = options.Flag("decoupled_weight_decay", false),
            RepeatsMomentumInProduct = true, // the vectors come from PyTorch 1.13
        },
        ["RMSprop"] = options => new RmsPropOptions
        {
            Decay = options.Number("alpha", 0.99),
            Epsilon = options.Number("eps", 1e-8),
            Momentum = options.Number("momentum", 0),
            Centred = options.Flag("centered", false),
        },
        ["Adagrad"] = options => new AdagradOptions
        {
            LearningRateDecay = options.Number("lr_decay", 0),
            InitialAccumulator = options.Number("initial_accumulator_value", 0),
            Epsilon = options.Number("eps", 1e-10),
        },
        ["Adadelta"] = options => new AdadeltaOptions { Decay = options.Number("rho", 0.9), Epsilon = options.Number("eps", 1e-6) },
    };

    private static readonly Dictionary<string, double> LearningRates = new()
    {
        ["Adamax"] = 0.002,
        ["NAdam"] = 0.002,
        ["RMSprop"] = 0.01,
        ["Adagrad"] = 0.01,
        ["Adadelta"] = 1,
    };

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = [.. Options.Keys.Select(name => Prefix + name)];

    /// <inheritdoc/>
    public void Run(VectorCase vector)
    {
        string name = vector.Kind[Prefix.Length..];
        CaseOptions options = new(vector.Name, vector.Attributes);
        OptimizerOptions found = Options[name](options);
        found = found with { WeightDecay = options.Number("weight_decay", found.WeightDecay) };
        options.Allow("foreach", "capturable", "differentiable", "fused"); // how PyTorch computes, not what
        OptimizerSteps.Run(vector, found, options, options.Number("lr", LearningRates.GetValueOrDefault(name, 0.001)));
    }

    private static AdamOptions Adam(CaseOptions options) => new()
    {
        FirstDecay = Beta(options, 0),
        SecondDecay = Beta(options, 1),
        Epsilon = options.Number("eps", 1e-8),
        Amsgrad = options.Flag("amsgrad", false),
    };

    private static double Beta(CaseOptions options, int index) =>
        options.Numbers("betas") is { Length: 2 } given ? given[index] : new[] { 0.9, 0.999 }[index];
}
