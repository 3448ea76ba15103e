using Engram.Conformance.Tests.Cases;
using Engram.Training.Optimizers;

namespace Engram.Conformance.Tests.Families;

/// <summary><c>torch.optim.*</c>: the defaults of the options are PyTorch's ways.</summary>
public sealed class TorchOptimizerRunner : ICaseRunner
{
    private static readonly Dictionary<string, Func<VectorCase, OptimizerOptions>> Options = new()
    {
        ["torch.optim.SGD"] = vector => new SgdOptions
        {
            Momentum = vector.Option("momentum", 0.0),
            Dampening = vector.Option("dampening", 0.0),
            Nesterov = vector.Option("nesterov", false),
        },
        ["torch.optim.Adam"] = Adam,
        ["torch.optim.AdamW"] = vector => Adam(vector) with { DecoupledWeightDecay = true },
        ["torch.optim.NAdam"] = vector => new NadamOptions
        {
            FirstDecay = Beta(vector, 0),
            SecondDecay = Beta(vector, 1),
            Epsilon = vector.Option("eps", 1e-8),
            MomentumDecay = vector.Option("momentum_decay", 0.004),
            RepeatsMomentumInProduct = true, // the vectors come from PyTorch 1.13
        },
        ["torch.optim.RMSprop"] = vector => new RmsPropOptions
        {
            Decay = vector.Option("alpha", 0.99),
            Epsilon = vector.Option("eps", 1e-8),
            Momentum = vector.Option("momentum", 0.0),
            Centred = vector.Option("centered", false),
        },
        ["torch.optim.Adagrad"] = vector => new AdagradOptions
        {
            LearningRateDecay = vector.Option("lr_decay", 0.0),
            InitialAccumulator = vector.Option("initial_accumulator_value", 0.0),
            Epsilon = vector.Option("eps", 1e-10),
        },
        ["torch.optim.Adadelta"] = vector => new AdadeltaOptions
        {
            Decay = vector.Option("rho", 0.9),
            Epsilon = vector.Option("eps", 1e-6),
        },
    };

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds => Options.Keys;

    /// <inheritdoc/>
    public void Run(VectorCase vector)
    {
        OptimizerOptions options = Options[vector.Kind](vector) with { WeightDecay = vector.Option("weight_decay", 0.0) };
        OptimizerSteps.Run(vector, options, vector.Get("attributes", "lr").GetDouble());
    }

    private static AdamOptions Adam(VectorCase vector) => new()
    {
        FirstDecay = Beta(vector, 0),
        SecondDecay = Beta(vector, 1),
        Epsilon = vector.Option("eps", 1e-8),
        Amsgrad = vector.Option("amsgrad", false),
    };

    private static double Beta(VectorCase vector, int index) => vector.Get("attributes", "betas")[index].GetDouble();
}
