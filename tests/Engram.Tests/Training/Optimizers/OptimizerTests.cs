using System.Numerics;
using Engram.Numerics;
using Engram.Training.Optimizers;

namespace Engram.Tests.Training.Optimizers;

// The numbers of each optimizer are checked against PyTorch and Keras by tests/Engram.Conformance.Tests; here stands what all have in common.
public sealed class OptimizerTests
{
    public static TheoryData<OptimizerOptions> Optimizers =>
    [
        new SgdOptions(),
        new SgdOptions { Momentum = 0.9, Dampening = 0.1, WeightDecay = 0.01 },
        new SgdOptions { Momentum = 0.9, Nesterov = true, LearningRateInMomentum = true },
        new AdamOptions { WeightDecay = 0.01 },
        new AdamOptions { Amsgrad = true, EpsilonBeforeCorrection = true },
        AdamOptions.AdamW,
        new AdamaxOptions(),
        new AdamaxOptions { EpsilonInDivisor = true },
        new NadamOptions(),
        new RmsPropOptions { Centred = true, Momentum = 0.5 },
        new RmsPropOptions { EpsilonInsideRoot = true, DecoupledWeightDecay = true, WeightDecay = 0.1 },
        new AdagradOptions { LearningRateDecay = 0.1 },
        new AdagradOptions { EpsilonInsideRoot = true },
        new AdadeltaOptions(),
    ];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Step_ManyTimesOnABowl_ComesCloserToItsBottom(OptimizerOptions options)
    {
        Parameter<double> parameter = new("weights", 1, 3);
        parameter.Set([1.5, -0.8, 0.4]);
        IOptimizer<double> optimizer = options.Create([parameter]);
        double before = SumOfSquares(parameter);

        for (int step = 0; step < 200; step++)
        {
            parameter.Value.CopyTo(parameter.Gradient, 0);
            optimizer.Step(learningRate: 0.01);
        }

        Assert.InRange(SumOfSquares(parameter), 0, 0.999 * before);
        Assert.Equal(200, optimizer.StepCount);
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Restore_InTheMiddle_GoesOnWithTheSameBits(OptimizerOptions options)
    {
        Parameter<float> undisturbed = Weights();
        Parameter<float> interrupted = Weights();
        IOptimizer<float> whole = options.Create([undisturbed]);
        IOptimizer<float> first = options.Create([interrupted]);
        Walk(whole, from: 0, to: 9);
        Walk(first, from: 0, to: 5);

        IOptimizer<float> second = options.Create([interrupted]);
        second.Restore(first.StepCount, first.State().ToDictionary(entry => entry.Name, entry => entry.Values.ToArray()));
        Walk(second, from: 5, to: 9);

        Assert.Equal(undisturbed.Value, interrupted.Value);
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Step_WithAGradientScale_IsTheStepOfScaledGradients(OptimizerOptions options)
    {
        Parameter<float> scaled = Weights();
        Parameter<float> plain = Weights();
        IOptimizer<float> withScale = options.Create([scaled]);
        IOptimizer<float> without = options.Create([plain]);

        for (int step = 0; step < 3; step++)
        {
            FillGradient(scaled, step);
            FillGradient(plain, step);
            foreach (ref float element in plain.Gradient.AsSpan())
                element *= 0.25f;
            withScale.Step(0.1, gradientScale: 0.25);
            without.Step(0.1);
        }

        Assert.Equal(plain.Value, scaled.Value);
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Step_OnceWarm_AllocatesNothing(OptimizerOptions options)
    {
        Parameter<float> parameter = Weights();
        IOptimizer<float> optimizer = options.Create([parameter]);
        Walk(optimizer, from: 0, to: 3);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Walk(optimizer, from: 3, to: 6);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    // A length of one never reaches the vector loop, a length of 37 has a tail behind any vector.
    [Fact]
    public void Step_OfAdam_HasTheSameBitsInVectorsAndInTheTail()
    {
        Parameter<float> together = Weights();
        Parameter<float>[] alone = [.. together.Value.Select((value, index) => One($"w{index}", value))];
        AdamOptions options = AdamOptions.AdamW with { Amsgrad = true };
        IOptimizer<float> inVectors = options.Create([together]);
        IOptimizer<float> oneByOne = options.Create(alone);

        for (int step = 0; step < 5; step++)
        {
            FillGradient(together, step);
            for (int index = 0; index < alone.Length; index++)
                alone[index].Gradient[0] = together.Gradient[index];
            inVectors.Step(0.01, gradientScale: 0.3);
            oneByOne.Step(0.01, gradientScale: 0.3);
        }

        Assert.Equal(together.Value, alone.Select(parameter => parameter.Value[0]));
    }

    [Fact]
    public void Create_WithTheSameNameTwice_SaysWhich()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new AdamOptions().Create([Weights(), Weights()]));

        Assert.StartsWith("Optimizer: two parameters are called 'weights'. Give each a name of its own.", error.Message);
    }

    [Fact]
    public void Restore_FromAnotherOptimizer_SaysWhatIsMissing()
    {
        IOptimizer<float> sgd = new SgdOptions { Momentum = 0.9 }.Create([Weights()]);
        IOptimizer<float> adam = new AdamOptions().Create([Weights()]);

        ArgumentException error = Assert.Throws<ArgumentException>(
            () => adam.Restore(1, sgd.State().ToDictionary(entry => entry.Name, entry => entry.Values)));

        Assert.StartsWith("The optimizer's state has no 'weights.firstMoment'.", error.Message);
    }

    [Fact]
    public void Momentum_OutOfRange_SaysTheRange()
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => new SgdOptions { Momentum = 1.5 });

        Assert.StartsWith("Momentum is 1.5, but must be at least 0 and below 1.", error.Message);
    }

    [Fact]
    public void Default_OfEveryKind_CreatesAnOptimizer()
    {
        foreach (OptimizerKind kind in Enum.GetValues<OptimizerKind>())
            Assert.Equal(0, OptimizerOptions.Default(kind).Create([Weights()]).StepCount);
    }

    private static void Walk(IOptimizer<float> optimizer, int from, int to)
    {
        for (int step = from; step < to; step++)
        {
            FillGradient(optimizer.Parameters[0], step);
            optimizer.Step(learningRate: 0.1 / (step + 1));
        }
    }

    private static Parameter<float> Weights()
    {
        Parameter<float> parameter = new("weights", 1, 37);
        for (int i = 0; i < parameter.Count; i++)
            parameter.Value[i] = MathF.Cos(i);
        return parameter;
    }

    private static Parameter<float> One(string name, float value)
    {
        Parameter<float> parameter = new(name, 1, 1);
        parameter.Value[0] = value;
        return parameter;
    }

    private static void FillGradient<T>(Parameter<T> parameter, int step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < parameter.Count; i++)
            parameter.Gradient[i] = T.CreateTruncating(Math.Sin((7 * step) + i + 1));
    }

    private static double SumOfSquares(Parameter<double> parameter) => parameter.Value.Sum(value => value * value);
}
