using Engram.Cells;

namespace Engram.Tests.Cells;

public sealed class ActivationTests
{
    // f(-1.3) and f(0.7) by hand from the definitions in the ONNX operator documentation.
    [Theory]
    [InlineData("tanh", -0.861723, 0.604368)]
    [InlineData("sigmoid", 0.214165, 0.668188)]
    [InlineData("relu", 0, 0.7)]
    [InlineData("affine(2, 0.5)", -2.1, 1.9)]
    [InlineData("leakyRelu(0.1)", -0.13, 0.7)]
    [InlineData("thresholdedRelu(0.9)", 0, 0)]
    [InlineData("scaledTanh(1.7159, 0.6667)", -1.200613, 0.747311)]
    [InlineData("hardSigmoid(0.2, 0.5)", 0.24, 0.64)]
    [InlineData("clamp(-1, 0.5)", -1, 0.5)]
    [InlineData("elu(2, 1)", -1.454936, 0.7)]
    [InlineData("softsign", -0.565217, 0.411765)]
    [InlineData("softplus", 0.241008, 1.103186)]
    [InlineData("logSigmoid", -1.541008, -0.403186)]
    [InlineData("exponential", 0.272532, 2.013753)]
    [InlineData("linear", -1.3, 0.7)]
    public void Apply_OfEachKind_IsItsDefinition(string name, double below, double above)
    {
        Activation activation = ActivationNames.Parse(name);

        Assert.Equal(below, activation.Apply(-1.3), 5e-6);
        Assert.Equal(above, activation.Apply(0.7), 5e-6);
        Assert.Equal((float)above, activation.Apply(0.7f), 5e-6f);
    }

    [Fact]
    public void Derivative_OfEveryKind_MatchesCentralDifferences()
    {
        foreach (ActivationKind kind in Enum.GetValues<ActivationKind>())
        {
            Activation activation = new(kind, 0.3, 0.4);
            foreach (double x in (double[])[-2.1, -0.61, -0.2, 0.1, 0.35, 0.8, 1.9])
            {
                double slope = (activation.Apply(x + 1e-6) - activation.Apply(x - 1e-6)) / 2e-6;
                Assert.True(Math.Abs(slope - activation.Derivative(activation.Apply(x))) < 1e-8, $"{activation} at {x}: {slope}");
            }
        }
    }

    [Fact]
    public void Parse_OfWhatToStringGives_IsTheSameActivation()
    {
        foreach (ActivationKind kind in Enum.GetValues<ActivationKind>())
        {
            Activation withDefaults = ActivationNames.Parse(new Activation(kind, 0.1, 1.0 / 3).ToString());
            Assert.Equal(kind, withDefaults.Kind);
            Assert.Equal(withDefaults, ActivationNames.Parse(withDefaults.ToString().ToUpperInvariant()));
        }

        Assert.Equal("hardSigmoid(0.2, 0.5)", Activation.HardSigmoid().ToString());
    }

    [Fact]
    public void FromKeras_HardSigmoid_DependsOnTheVersion()
    {
        Assert.Equal(0.75, ActivationNames.FromKeras("hard_sigmoid").Apply(1.5), 12);
        Assert.Equal(0.8, ActivationNames.FromKeras("hard_sigmoid_legacy").Apply(1.5), 12);
        Assert.Equal(1.0507009873554805, ActivationNames.FromKeras("selu").Apply(1.0), 12);
        Assert.Equal(-1.1113307378, ActivationNames.FromKeras("selu").Apply(-1.0), 9);
    }

    [Fact]
    public void FromOnnx_InAnyCase_TakesTheOperatorsDefaults()
    {
        Assert.Equal(Activation.HardSigmoid(0.2, 0.5), ActivationNames.FromOnnx("hardsigmoid"));
        Assert.Equal(Activation.LeakyRelu(0.5), ActivationNames.FromOnnx("LeakyRelu", 0.5));
        Assert.Equal(Activation.Tanh, ActivationNames.FromOnnx("TANH"));
    }

    [Theory]
    [InlineData("swish", "Activation 'swish' is not known. Use one of Linear, Tanh, Sigmoid, Relu,")]
    [InlineData("7", "Activation '7' is not known.")]
    [InlineData("", "Activation '' is not known.")]
    [InlineData("tanh(1)", "Activation 'tanh(1)': 1 numbers were given, but Tanh takes 0.")]
    [InlineData("elu(a, 1)", "Activation 'elu(a, 1)': 'a' is no number. Write it as in hardSigmoid(0.2, 0.5).")]
    public void Parse_OfSomethingElse_SaysWhatIsKnown(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => ActivationNames.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Derivative_WhereTheFunctionFallsAndRises_IsRefused()
    {
        NotSupportedException error = Assert.Throws<NotSupportedException>(() => Activation.LeakyRelu(-0.5).Derivative(1.0));

        Assert.StartsWith("Activation: leakyRelu(-0.5) with α below 0 falls and rises", error.Message, StringComparison.Ordinal);
    }
}
