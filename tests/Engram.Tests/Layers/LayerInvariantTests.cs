using System.Numerics;
using CsCheck;
using Engram.Cells;
using Engram.Layers;
using Engram.Numerics;
using Engram.Tests.Support;

namespace Engram.Tests.Layers;

/// <summary>What no batch, no padding, no direction and no thread may change.</summary>
public sealed class LayerInvariantTests
{
    private static readonly Gen<(int InputSize, int Units, int[] Lengths, int Seed)> Shapes =
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 20], Gen.Int[1, 9].Array[1, 9], Gen.Int[0, 1 << 20]);

    public static TheoryData<string> Cases() => LayerCases.All();

    public static TheoryData<string> Cells() => CellCases.WithoutKinks();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forward_OfASequenceAloneOrInABatch_GivesTheSameBits(string name) => Check(name, (layer, sequences, _) =>
    {
        float[][][] together = Run(layer, new SequenceBatch<float>(sequences));

        for (int i = 0; i < sequences.Length; i++)
            Assert.Equal(Run(layer, new SequenceBatch<float>([sequences[i]]))[0], together[i]);
    });

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forward_InAnotherOrderOfSequences_GivesTheSameBits(string name) => Check(name, (layer, sequences, seed) =>
    {
        int[] order = [.. Enumerable.Range(0, sequences.Length)];
        new SeededRandom(seed).Shuffle<int>(order);

        float[][][] shuffled = Run(layer, new SequenceBatch<float>([.. order.Select(i => sequences[i])]));

        Assert.Equal(order.Select(i => Run(layer, new SequenceBatch<float>(sequences))[i]), shuffled);
    });

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forward_WithPadding_GivesTheSameBits(string name) => Check(name, (layer, sequences, seed) =>
    {
        int[] lengths = [.. sequences.Select(sequence => sequence.Length)];
        float[,,] padded = new float[sequences.Length, lengths.Max() + 3, layer.InputSize];
        for (int i = 0; i < sequences.Length; i++)
        {
            for (int step = 0; step < padded.GetLength(1); step++)
            {
                for (int column = 0; column < layer.InputSize; column++)
                    padded[i, step, column] = step < lengths[i] ? sequences[i][step][column] : 1e30f;
            }
        }

        float[][][] outputs = Run(layer, new SequenceBatch<float>(padded, lengths));

        Assert.Equal(Run(layer, new SequenceBatch<float>(sequences)), outputs.Select((output, i) => output[..lengths[i]]));
    });

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forward_InFloat_AgreesWithDouble(string name) => Shapes.Sample(
        shape =>
        {
            Layer<float> single = Settled(LayerCases.Create<float>(name, shape.InputSize, shape.Units), shape.Seed);
            Layer<double> exact = Settled(LayerCases.Create<double>(name, shape.InputSize, shape.Units), shape.Seed);
            float[][][] outputs = Run(single, new(Some.Sequences<float>(shape.Lengths, single.InputSize, shape.Seed)));
            double[][][] expected = Run(exact, new(Some.Sequences<double>(shape.Lengths, exact.InputSize, shape.Seed)));

            foreach ((double one, float other) in Flat(expected).Zip(Flat(outputs)))
                Assert.Equal(one, other, 1e-3 * (1 + Math.Abs(one)));
        },
        iter: 10, threads: 1);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forward_AndBack_WithOneThreadOrTwo_GivesTheSameBits(string name)
    {
        using WorkTeam team = new(2);
        Shapes.Sample(
            shape =>
            {
                (float[] Outputs, float[] Inputs, float[][] Parameters) alone = RunAndReturn(name, shape, null), both = RunAndReturn(name, shape, team);
                Assert.Equal(alone.Outputs, both.Outputs);
                Assert.Equal(alone.Inputs, both.Inputs);
                Assert.Equal(alone.Parameters, both.Parameters);
            },
            iter: 5, threads: 1);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Forward_OfReversedSequencesInTheOtherDirection_MirrorsTheOutput(string cell) => Shapes.Sample(
        shape =>
        {
            RecurrentLayer<float> forward = new(CellCases.Create<float>(cell, shape.Units), shape.InputSize);
            RecurrentLayer<float> reverse = new(CellCases.Create<float>(cell, shape.Units), shape.InputSize, Direction.Reverse);
            Settled(forward, shape.Seed);
            Settled(reverse, shape.Seed);
            float[][][] sequences = Some.Sequences<float>(shape.Lengths, shape.InputSize, shape.Seed);
            float[][][] mirrored = [.. sequences.Select(sequence => sequence.Reverse().ToArray())];

            float[][][] outputs = Run(reverse, new SequenceBatch<float>(mirrored));

            Assert.Equal(Run(forward, new SequenceBatch<float>(sequences)), outputs.Select(output => output.Reverse().ToArray()));
        },
        iter: 10, threads: 1);

    [Theory]
    [InlineData(Merge.Concat)]
    [InlineData(Merge.Sum)]
    [InlineData(Merge.Average)]
    [InlineData(Merge.Product)]
    public void Forward_OfABidirectionalLayer_EqualsItsTwoHalves(Merge merge) => Shapes.Sample(
        shape =>
        {
            RecurrentLayer<float> forward = new(new LstmCell<float>(shape.Units), shape.InputSize);
            RecurrentLayer<float> reverse = new(new GruCell<float>(shape.Units), shape.InputSize, Direction.Reverse);
            Bidirectional<float> both = (Bidirectional<float>)Settled(new Bidirectional<float>(forward, reverse, merge), shape.Seed);
            SequenceBatch<float> batch = new(Some.Sequences<float>(shape.Lengths, shape.InputSize, shape.Seed));

            float[] outputs = Flat(Run(both, batch));

            float[][] one = [.. Run(forward, batch).SelectMany(sequence => sequence)], other = [.. Run(reverse, batch).SelectMany(sequence => sequence)];
            Assert.Equal(one.Zip(other, (left, right) => Merged(merge, left, right)).SelectMany(row => row), outputs);
        },
        iter: 10, threads: 1);

    [Fact]
    public void Bidirectional_OfUnequalSizesThatAreNotSideBySide_SaysWhichSizesCame()
    {
        ShapeException error = Assert.Throws<ShapeException>(() => new Bidirectional<float>(
            new(new LstmCell<float>(3), 2), new(new LstmCell<float>(4), 2, Direction.Reverse), Merge.Sum));

        Assert.Equal(
            "Bidirectional: the forward layer writes 3 columns and the reverse layer 4. Merge.Sum needs as many of each; make them equal or use Merge.Concat.",
            error.Message);
    }

    [Fact]
    public void Residual_OfUnequalSizes_AsksForAProjection()
    {
        ShapeException error = Assert.Throws<ShapeException>(() => new Residual<float>(new Dense<float>(2, 3)));

        Assert.Contains("reads 2 columns and writes 3", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, new Residual<float>(new Dense<float>(2, 3), project: true).OutputSize);
    }

    private static float[] Merged(Merge merge, float[] left, float[] right) => merge switch
    {
        Merge.Concat => [.. left, .. right],
        Merge.Sum => [.. left.Zip(right, (a, b) => a + b)],
        Merge.Average => [.. left.Zip(right, (a, b) => (a + b) * 0.5f)],
        _ => [.. left.Zip(right, (a, b) => a * b)],
    };

    private static void Check(string name, Action<Layer<float>, float[][][], int> check) => Shapes.Sample(
        shape =>
        {
            Layer<float> layer = Settled(LayerCases.Create<float>(name, shape.InputSize, shape.Units), shape.Seed);
            check(layer, Some.Sequences<float>(shape.Lengths, layer.InputSize, shape.Seed), shape.Seed);
        },
        iter: 10, threads: 1);

    private static Layer<T> Settled<T>(Layer<T> layer, int seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        layer.Initialize(new SeededRandom(seed));
        Some.Unsettle(layer.Parameters, seed);
        layer.Prepare();
        return layer;
    }

    private static T[][][] Run<T>(Layer<T> layer, SequenceBatch<T> batch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        batch.Scatter(layer.CreatePass().Forward(batch.Layout, batch.Input));

    private static (float[] Outputs, float[] Inputs, float[][] Parameters) RunAndReturn(
        string name, (int InputSize, int Units, int[] Lengths, int Seed) shape, WorkTeam? team)
    {
        Layer<float> layer = Settled(LayerCases.Create<float>(name, shape.InputSize, shape.Units), shape.Seed);
        SequenceBatch<float> batch = new(Some.Sequences<float>(shape.Lengths, layer.InputSize, shape.Seed));
        RowBuffer<float> dInput = new(batch.Layout.Rows, layer.InputSize), dOutput = Some.Rows<float>(batch.Layout.Rows, layer.OutputSize, 3);
        LayerPass<float> pass = layer.CreatePass(team);
        float[] outputs = Some.Flat(pass.Forward(batch.Layout, batch.Input, new SeededRandom(shape.Seed)));
        pass.Backpropagate(batch.Layout, batch.Input, dOutput.Block, dInput.Block);
        return (outputs, Some.Flat(dInput.Block), [.. layer.Parameters.Select(parameter => parameter.Gradient)]);
    }

    private static T[] Flat<T>(T[][][] values) => [.. values.SelectMany(sequence => sequence).SelectMany(vector => vector)];
}
