using Engram.Cells;
using Engram.Layers;
using Engram.Numerics;

namespace Engram.Tests.Layers;

public class LayerGradientTests
{
    public static TheoryData<string> Stacks() => ["forward", "reverse", "bidirectional", "deep", "dense"];

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Backpropagate_ThroughTimeAndLayers_MatchesFiniteDifferences(string kind)
    {
        Layer<double> layer = Create(kind);
        layer.Initialize(new SeededRandom(3));
        foreach (Parameter<double> parameter in layer.Parameters)
        {
            for (int i = 0; i < parameter.Count; i++)
                parameter.Value[i] += 0.1 * Math.Sin((i * 1.7) + parameter.Name.Length);
        }

        PackedBatch batch = new();
        batch.Pack([2, 5, 1, 3]);
        RowBuffer<double> input = new(batch.Rows, layer.InputSize), weights = new(batch.Rows, layer.OutputSize), dInput = new(batch.Rows, layer.InputSize);
        Fill(input, 1);
        Fill(weights, 2);
        LayerPass<double> pass = layer.CreatePass();
        double Loss()
        {
            layer.Prepare();
            RowBlock<double> output = pass.Forward(batch, input.Block);
            double sum = 0;
            for (int row = 0; row < output.Rows; row++)
            {
                for (int column = 0; column < output.Columns; column++)
                    sum += output[row, column] * weights.Block[row, column];
            }

            return sum;
        }

        Loss();
        pass.Backpropagate(batch, input.Block, weights.Block, dInput.Block);

        foreach (Parameter<double> parameter in layer.Parameters)
            AssertMatches(parameter.Name, i => ref parameter.Value[i], parameter.Gradient, Loss);
        double[] inputGradient = [.. Enumerable.Range(0, batch.Rows).SelectMany(row => dInput.Row(row).ToArray())];
        AssertMatches("input", i => ref input.Block[i / layer.InputSize, i % layer.InputSize], inputGradient, Loss);
    }

    private delegate ref double Element(int index);

    private static void AssertMatches(string name, Element element, double[] gradient, Func<double> loss)
    {
        double error = 0, norm = 0;
        for (int i = 0; i < gradient.Length; i++)
        {
            const double Step = 1e-5;
            double value = element(i);
            element(i) = value + Step;
            double up = loss();
            element(i) = value - Step;
            double down = loss();
            element(i) = value;
            double numeric = (up - down) / (2 * Step);
            error += Math.Pow(numeric - gradient[i], 2);
            norm += Math.Pow(numeric, 2);
        }

        Assert.True(Math.Sqrt(error) <= 1e-6 * Math.Sqrt(norm), $"{name}: relative error {Math.Sqrt(error / norm):e2}");
    }

    private static Layer<double> Create(string kind) => kind switch
    {
        "forward" => new RecurrentLayer<double>(new LstmCell<double>(3), 4),
        "reverse" => new RecurrentLayer<double>(new LstmCell<double>(3, peepholes: true), 4, Direction.Reverse),
        "bidirectional" => Both(4, 3),
        "deep" => new Stacked<double>([new Dropout<double>(2, 0.5), Both(2, 3), new Dropout<double>(6, 0.5), Both(6, 2), new Dense<double>(4, 5)]),
        _ => new Dense<double>(3, 2),
    };

    private static Bidirectional<double> Both(int inputSize, int units) => new(
        new RecurrentLayer<double>(new LstmCell<double>(units), inputSize),
        new RecurrentLayer<double>(new LstmCell<double>(units), inputSize, Direction.Reverse));

    private static void Fill(RowBuffer<double> buffer, int salt)
    {
        for (int row = 0; row < buffer.Rows; row++)
        {
            for (int column = 0; column < buffer.Columns; column++)
                buffer.Block[row, column] = Math.Cos((row * 2.3) + (column * 0.7) + salt);
        }
    }
}
