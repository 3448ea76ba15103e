using CsCheck;
using Engram.Cells;
using Engram.Layers;
using Engram.Numerics;
using Engram.Tests.Support;

namespace Engram.Tests.Layers;

public sealed class LayerGradientTests
{
    private static readonly Gen<(int InputSize, int Units, int[] Lengths, int Seed)> Shapes =
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[1, 5].Array[1, 4], Gen.Int[0, 1 << 20]);

    public static TheoryData<string> Cases() => LayerCases.All();

    public static TheoryData<string> DroppingCases() => LayerCases.Dropping();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Backpropagate_OnRandomShapes_MatchesCentralDifferences(string name) => Shapes.Sample(
        shape => AssertMatches(LayerCases.Create<double>(name, shape.InputSize, shape.Units), shape.Lengths, shape.Seed), iter: 5, threads: 1);

    [Theory]
    [MemberData(nameof(DroppingCases))]
    public void Backpropagate_WithDropout_MatchesCentralDifferences(string name) => Shapes.Sample(
        shape => AssertMatches(LayerCases.CreateDropping<double>(name, shape.InputSize, shape.Units), shape.Lengths, shape.Seed, masks: true),
        iter: 5, threads: 1);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Backpropagate_WithoutRowsForTheInput_GivesTheParametersTheSameGradients(string name) =>
        AssertSameWithoutInputGradient(LayerCases.Create<double>(name, 3, 4));

    [Theory]
    [MemberData(nameof(DroppingCases))]
    public void Backpropagate_WithDropoutWithoutRowsForTheInput_GivesTheParametersTheSameGradients(string name) =>
        AssertSameWithoutInputGradient(LayerCases.CreateDropping<double>(name, 3, 4));

    [Fact]
    public void Backpropagate_FromFinalStatesToInitialStates_MatchesCentralDifferences()
    {
        foreach (Direction direction in (Direction[])[Direction.Forward, Direction.Reverse])
        {
            RecurrentLayer<double> layer = new(new LstmCell<double>(3, peepholes: true), 2, direction);
            Some.Unsettle(layer.Parameters, 4);
            PackedBatch batch = Some.Batch(2, 5, 1);
            RowBuffer<double> input = Some.Rows<double>(batch.Rows, 2, 5), dInput = new(batch.Rows, 2), none = new(batch.Rows, 3);
            RowBuffer<double> initial = Some.Rows<double>(3, layer.Cell.StateColumns, 6), weights = Some.Rows<double>(3, layer.Cell.StateColumns, 7);
            RecurrentPass<double> pass = (RecurrentPass<double>)layer.CreatePass();
            double Loss()
            {
                layer.Prepare();
                pass.StartFrom(initial.Block);
                pass.Forward(batch, input.Block);
                double sum = 0;
                for (int rank = 0; rank < 3; rank++)
                {
                    foreach (CellPart part in layer.Cell.State)
                        sum += Rows.Dot<double>(pass.FinalState(batch, rank).Slice(part.Start, part.Count), weights.Row(rank).Slice(part.Start, part.Count));
                }

                return sum;
            }

            Loss();
            pass.EndWith(weights.Block);
            pass.Backpropagate(batch, input.Block, none.Block, dInput.Block);

            foreach (Parameter<double> parameter in layer.Parameters)
                GradientCheck.AssertMatches(parameter.Name, parameter.Value, [.. parameter.Gradient], Loss);
            for (int rank = 0; rank < 3; rank++)
            {
                foreach (CellPart part in layer.Cell.State)
                    GradientCheck.AssertMatches(
                        part.Name, initial.Row(rank).Slice(part.Start, part.Count),
                        pass.InitialGradients.Row(rank).Slice(part.Start, part.Count).ToArray(), Loss);
            }
        }
    }

    [Fact]
    public void Backpropagate_OfTaughtAnswers_MatchesCentralDifferences()
    {
        foreach (Direction direction in (Direction[])[Direction.Forward, Direction.Reverse])
        {
            RecurrentLayer<double> layer = new(new JordanCell<double>(4, 3, new() { ContextDecay = 0.3 }), 2, direction);
            AssertMatches(layer, [4, 2, 3], 8, before: pass => pass.RecurrentPasses[0].Teach([0, 1, 2, 2, -1, 1, 0, 0, 1]));
        }
    }

    [Fact]
    public void Teach_ACellThatFeedsNoOutputBack_Throws()
    {
        RecurrentPass<double> pass = (RecurrentPass<double>)new RecurrentLayer<double>(new ElmanCell<double>(2), 2).CreatePass();

        ArgumentException error = Assert.Throws<ArgumentException>(() => pass.Teach([0]));

        Assert.Contains("feeds back no output", error.Message, StringComparison.Ordinal);
    }

    private static void AssertSameWithoutInputGradient(Layer<double> layer)
    {
        layer.Initialize(new SeededRandom(1));
        Some.Unsettle(layer.Parameters, 1);
        layer.Prepare();
        PackedBatch batch = Some.Batch(2, 4, 1);
        RowBuffer<double> input = Some.Rows<double>(batch.Rows, layer.InputSize, 2), weights = Some.Rows<double>(batch.Rows, layer.OutputSize, 3);
        LayerPass<double> pass = layer.CreatePass();
        double[][] Gradients(int rows)
        {
            foreach (Parameter<double> parameter in layer.Parameters)
                Array.Clear(parameter.Gradient);
            pass.Forward(batch, input.Block, new SeededRandom(4));
            pass.Backpropagate(batch, input.Block, weights.Block, new RowBuffer<double>(rows, layer.InputSize).Block);
            return [.. layer.Parameters.Select(parameter => parameter.Gradient.ToArray())];
        }

        Assert.Equal(Gradients(batch.Rows), Gradients(0));
    }

    private static void AssertMatches(Layer<double> layer, int[] lengths, int seed, bool masks = false, Action<LayerPass<double>>? before = null)
    {
        layer.Initialize(new SeededRandom(seed));
        Some.Unsettle(layer.Parameters, seed);
        PackedBatch batch = Some.Batch(lengths);
        RowBuffer<double> input = Some.Rows<double>(batch.Rows, layer.InputSize, seed + 1), dInput = new(batch.Rows, layer.InputSize);
        RowBuffer<double> weights = Some.Rows<double>(batch.Rows, layer.OutputSize, seed + 2);
        LayerPass<double> pass = layer.CreatePass();
        double Loss()
        {
            layer.Prepare();
            before?.Invoke(pass);
            RowBlock<double> output = pass.Forward(batch, input.Block, masks ? new SeededRandom(seed) : null);
            double sum = 0;
            for (int row = 0; row < output.Rows; row++)
                sum += Rows.Dot<double>(output.Row(row), weights.Row(row));
            return sum;
        }

        Loss();
        pass.Backpropagate(batch, input.Block, weights.Block, dInput.Block);

        foreach (Parameter<double> parameter in layer.Parameters)
            GradientCheck.AssertMatches(parameter.Name, parameter.Value, [.. parameter.Gradient], Loss);
        for (int row = 0; row < batch.Rows; row++)
            GradientCheck.AssertMatches("input", input.Row(row), dInput.Row(row).ToArray(), Loss);
    }
}
