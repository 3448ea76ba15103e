using CsCheck;
using Engram.Cells;
using Engram.Layers;
using Engram.Numerics;
using Engram.Tests.Support;

namespace Engram.Tests.Layers;

public sealed class RecurrentNetworkTests
{
    private static readonly Gen<(int[] Lengths, int Chunk, int Seed)> Streams = Gen.Select(Gen.Int[0, 12].Array[1, 5], Gen.Int[1, 5], Gen.Int[0, 1 << 20]);

    [Fact]
    public void Run_InChunksWithCarriedState_EqualsRunningAtOnce() => Streams.Sample(
        stream =>
        {
            RecurrentNetwork<float> network = Forwards<float>(stream.Seed);
            SequenceBatch<float> batch = new(Some.Sequences<float>(stream.Lengths, 3, stream.Seed));
            NetworkResult<float> whole = network.Run(batch);
            NetworkPass<float> pass = network.CreatePass();
            pass.Stateful = true;
            float[][][] outputs = [.. stream.Lengths.Select(_ => Array.Empty<float[]>())];

            foreach (SequenceBatch<float> chunk in batch.Split(stream.Chunk))
            {
                float[][][] part = pass.Forward(chunk);
                for (int i = 0; i < outputs.Length; i++)
                    outputs[i] = [.. outputs[i], .. part[i]];
            }

            Assert.Equal(whole.Outputs, outputs);
            NetworkState<float> final = pass.FinalState ?? network.InitialState(stream.Lengths.Length);
            Assert.Equal(whole.FinalState.Layers.SelectMany(layer => layer.Values), final.Layers.SelectMany(layer => layer.Values));
        },
        iter: 30, threads: 1);

    [Fact]
    public void Run_AfterAReset_StartsAnew()
    {
        RecurrentNetwork<float> network = Forwards<float>(3);
        SequenceBatch<float> batch = new(Some.Sequences<float>([3, 2], 3, 4));
        NetworkPass<float> pass = network.CreatePass();
        pass.Stateful = true;
        float[][][] first = pass.Forward(batch), second = pass.Forward(batch);

        pass.ResetState();

        Assert.Equal(first, pass.Forward(batch));
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Run_WithStepsMaskedAnywhere_EqualsRunningWithoutThem() => Streams.Sample(
        stream =>
        {
            RecurrentNetwork<float> network = Both<float>(stream.Seed);
            float[][][] sequences = Some.Sequences<float>(stream.Lengths, 3, stream.Seed);
            SeededRandom random = new(stream.Seed);
            bool[][] mask = [.. sequences.Select(sequence => sequence.Select(_ => random.Next(3) > 0).ToArray())];
            float[][][] kept = [.. sequences.Select((sequence, i) => sequence.Where((_, step) => mask[i][step]).ToArray())];

            NetworkResult<float> masked = network.Run(new SequenceBatch<float>(sequences, mask));

            NetworkResult<float> expected = network.Run(new SequenceBatch<float>(kept));
            Assert.Equal(expected.Outputs, masked.Outputs.Select((output, i) => output.Where((_, step) => mask[i][step]).ToArray()));
            Assert.Equal(expected.FinalState.Layers.SelectMany(layer => layer.Values), masked.FinalState.Layers.SelectMany(layer => layer.Values));
        },
        iter: 30, threads: 1);

    [Fact]
    public void Forward_AtMaskedSteps_RepeatsTheLastOutputOrIsZero()
    {
        NetworkPass<float> pass = Forwards<float>(2).CreatePass();
        SequenceBatch<float> batch = new(Some.Sequences<float>([4, 2], 3, 4), [[false, true, false, true], [false, false]]);

        float[][][] repeated = pass.Forward(batch);
        pass.Masked = MaskedOutput.Zero;
        float[][][] zero = pass.Forward(batch);

        float[] nothing = new float[2];
        Assert.Equal([nothing, repeated[0][1], repeated[0][1], repeated[0][3]], repeated[0]);
        Assert.Equal([nothing, repeated[0][1], nothing, repeated[0][3]], zero[0]);
        Assert.Equal([nothing, nothing], repeated[1]);
    }

    [Fact]
    public void Forward_WhereNothingCounts_LeavesNothingToTheRunAfter()
    {
        RecurrentNetwork<double> network = Both<double>(4);
        double[][][] inputs = Some.Sequences<double>([2, 1, 3, 2], 3, 5), weights = Some.Sequences<double>([2, 1, 3, 2], 2, 6);
        bool[][] nothing = [.. inputs.Select(sequence => new bool[sequence.Length])];
        SequenceBatch<double> other = new(Some.Sequences<double>([3, 1], 3, 7));
        NetworkState<double> state = Filled(network, 8), gradient = Filled(network, 9);
        NetworkPass<double> pass = network.CreatePass();

        pass.Forward(new SequenceBatch<double>(inputs, nothing), state);
        pass.Backpropagate(weights, gradient);

        Assert.Equal(Values(state), Values(pass.FinalState!));
        Assert.Equal(Values(gradient), Values(pass.InitialGradient!));
        Assert.Equal(network.Run(other).Outputs, pass.Forward(other));
        pass.Backpropagate(Some.Sequences<double>([3, 1], 2, 10));
    }

    [Fact]
    public void Forward_WithAStateThatOneLayerRefuses_LeavesNothingToTheRunAfter()
    {
        RecurrentNetwork<double> network = Both<double>(4), narrower = new NetworkBuilder<double>(3)
            .Bidirectional(() => new LstmCell<double>(4)).Gru(3).Build(1);
        SequenceBatch<double> batch = new(Some.Sequences<double>([3, 1], 3, 7));
        NetworkPass<double> pass = network.CreatePass();

        ShapeException error = Assert.Throws<ShapeException>(() => pass.Forward(batch, narrower.InitialState(2)));

        Assert.Equal("NetworkPass: initial states of layer '1' hold 3 values, but its cell keeps 4.", error.Message);
        Assert.Equal(network.Run(batch).Outputs, pass.Forward(batch));
    }

    [Theory]
    [InlineData(MaskedOutput.RepeatLast)]
    [InlineData(MaskedOutput.Zero)]
    public void Backpropagate_FromOutputsAndFinalStates_MatchesCentralDifferences(MaskedOutput masked)
    {
        RecurrentNetwork<double> network = Both<double>(6);
        double[][][] inputs = Some.Sequences<double>([4, 0, 2, 3], 3, 5), weights = Some.Sequences<double>([4, 0, 2, 3], 2, 6);
        bool[][] mask = [[true, false, true, true], [], [false, true], [false, false, false]];
        NetworkState<double> initial = Filled(network, 7), finalWeights = Filled(network, 8);
        NetworkPass<double> pass = network.CreatePass();
        pass.Masked = masked;
        double Loss()
        {
            network.Prepare();
            double[][][] outputs = pass.Forward(new SequenceBatch<double>(inputs, mask), initial, new SeededRandom(5));
            return Flat(outputs).Zip(Flat(weights), (output, weight) => output * weight).Sum()
                + Values(pass.FinalState!).Zip(Values(finalWeights), (state, weight) => state * weight).Sum();
        }

        Loss();
        double[][][] dInputs = pass.Backpropagate(weights, finalWeights);

        NetworkState<double> dInitial = pass.InitialGradient!;
        foreach (Parameter<double> parameter in network.Parameters)
            GradientCheck.AssertMatches(parameter.Name, parameter.Value, [.. parameter.Gradient], Loss);
        for (int i = 0; i < inputs.Length; i++)
        {
            for (int step = 0; step < inputs[i].Length; step++)
                GradientCheck.AssertMatches("input", inputs[i][step], dInputs[i][step], Loss);
            for (int layer = 0; layer < dInitial.Layers.Count; layer++)
                GradientCheck.AssertMatches("initial state", initial.Layers[layer].Values[i], [.. dInitial.Layers[layer].Values[i]], Loss);
        }
    }

    [Fact]
    public void FinalState_OfANetwork_NamesItsLayersAndParts()
    {
        NetworkResult<float> result = Both<float>(1).Run(Some.Sequences<float>([3], 3, 1));

        Assert.Equal(["0.forward", "0.reverse", "2"], result.FinalState.Layers.Select(layer => layer.Name));
        Assert.Equal(["hidden", "cellState"], result.FinalState.Layers[0].Parts.Select(part => part.Name));
        Assert.Equal(4, result.FinalState.Layers[0].Part(0, "cellState").Length);
        ArgumentException error = Assert.Throws<ArgumentException>(() => result.FinalState.Layers[2].Part(0, "cellState").Length);
        Assert.StartsWith("LayerState: '2' has no part 'cellState', but hidden.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Forward_WithVectorsOfAnotherLength_SaysWhatTheNetworkReads()
    {
        ShapeException error = Assert.Throws<ShapeException>(() => Both<float>(1).Run(Some.Sequences<float>([2], 4, 1)));

        Assert.Equal("NetworkPass.Forward: the vectors are 4 long, but the network reads 3.", error.Message);
    }

    [Fact]
    public void Forward_WithAStateOfOtherSequences_SaysHowMany()
    {
        RecurrentNetwork<float> network = Both<float>(1);

        ShapeException error = Assert.Throws<ShapeException>(
            () => network.Run(new SequenceBatch<float>(Some.Sequences<float>([2, 1], 3, 1)), network.InitialState(3)));

        Assert.Contains("are for 3 sequences, but there are 2", error.Message, StringComparison.Ordinal);
    }

    private static RecurrentNetwork<T> Forwards<T>(int seed)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => new NetworkBuilder<T>(3)
        .Recurrent(new LstmCell<T>(5, peepholes: true), learnInitialState: true).LayerNormalization().Residual(inner => inner.Gru(5)).Dropout(0.2)
        .Recurrent(new JordanCell<T>(4, 3, new() { HiddenFeedback = true })).Elman(6).Dense(2).Build(seed);

    private static RecurrentNetwork<T> Both<T>(int seed)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => new NetworkBuilder<T>(3)
        .Bidirectional(() => new LstmCell<T>(4), recurrentDropout: 0.2).Attention(5).Dropout(0.2)
        .Recurrent(new GruCell<T>(4), Direction.Reverse, learnInitialState: true).LookAhead(1).Dense(2).Build(seed);

    private static NetworkState<double> Filled(RecurrentNetwork<double> network, int seed)
    {
        NetworkState<double> state = network.InitialState(4);
        foreach (double[] values in state.Layers.SelectMany(layer => layer.Values))
            Some.Vector<double>(values.Length, seed++).CopyTo(values, 0);
        return state;
    }

    private static IEnumerable<double> Flat(double[][][] values) => values.SelectMany(sequence => sequence).SelectMany(vector => vector);

    private static IEnumerable<double> Values(NetworkState<double> state) => state.Layers.SelectMany(layer => layer.Values).SelectMany(values => values);
}
