using CsCheck;
using Engram.Layers;
using Engram.Numerics;
using Engram.Tests.Support;

namespace Engram.Tests.Layers;

/// <summary>Every cell and every layer in a network: gradients from outputs and final states to parameters, inputs and initial states, with ragged
/// sequences and steps masked anywhere.</summary>
public sealed class NetworkGradientTests
{
    private static readonly Gen<(int InputSize, int Units, int[] Lengths, int Seed)> Shapes =
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 4], Gen.Int[0, 4].Array[1, 3], Gen.Int[0, 1 << 20]);

    public static TheoryData<string> Layers() => LayerCases.All();

    public static TheoryData<string> Cells() => CellCases.WithoutKinks();

    [Theory]
    [MemberData(nameof(Layers))]
    public void Backpropagate_ThroughALayer_MatchesCentralDifferences(string name) => Shapes.Sample(
        shape => AssertMatches(LayerCases.Create<double>(name, shape.InputSize, shape.Units), shape.Lengths, shape.Seed), iter: 4, threads: 1);

    [Theory]
    [MemberData(nameof(Cells))]
    public void Backpropagate_ThroughACell_MatchesCentralDifferences(string name) => Shapes.Sample(
        shape =>
        {
            Direction direction = shape.Seed % 2 == 0 ? Direction.Forward : Direction.Reverse;
            AssertMatches(new RecurrentLayer<double>(CellCases.Create<double>(name, shape.Units), shape.InputSize, direction), shape.Lengths, shape.Seed);
        },
        iter: 4, threads: 1);

    private static void AssertMatches(Layer<double> layer, int[] lengths, int seed)
    {
        RecurrentNetwork<double> network = new([layer], seed);
        Some.Unsettle(network.Parameters, seed);
        SeededRandom random = new(seed);
        bool[][] mask = [.. lengths.Select(length => Enumerable.Range(0, length).Select(_ => random.Next(3) > 0).ToArray())];
        double[][][] inputs = Some.Sequences<double>(lengths, network.InputSize, seed + 1), weights = Some.Sequences<double>(lengths, network.OutputSize, seed + 2);
        NetworkState<double> initial = Filled(network, lengths.Length, seed + 3), finalWeights = Filled(network, lengths.Length, seed + 4);
        NetworkPass<double> pass = network.CreatePass();
        pass.Masked = seed % 3 == 0 ? MaskedOutput.Zero : MaskedOutput.RepeatLast;
        double Loss()
        {
            network.Prepare();
            double[][][] outputs = pass.Forward(new SequenceBatch<double>(inputs, mask), initial);
            return Dot(outputs.SelectMany(sequence => sequence), weights.SelectMany(sequence => sequence)) + Dot(All(pass.FinalState!), All(finalWeights));
        }

        Loss();
        double[][][] dInputs = pass.Backpropagate(weights, finalWeights);

        NetworkState<double> dInitial = pass.InitialGradient!;
        foreach (Parameter<double> parameter in network.Parameters)
            GradientCheck.AssertMatches(parameter.Name, parameter.Value, [.. parameter.Gradient], Loss);
        foreach ((double[] input, double[] gradient) in inputs.SelectMany(sequence => sequence).Zip(dInputs.SelectMany(sequence => sequence)))
            GradientCheck.AssertMatches("input", input, gradient, Loss);
        foreach ((double[] state, double[] gradient) in All(initial).Zip([.. All(dInitial).Select(values => values.ToArray())]))
            GradientCheck.AssertMatches("initial state", state, gradient, Loss);
    }

    private static NetworkState<double> Filled(RecurrentNetwork<double> network, int sequences, int seed)
    {
        NetworkState<double> state = network.InitialState(sequences);
        foreach (double[] values in All(state))
            Some.Vector<double>(values.Length, seed++).CopyTo(values, 0);
        return state;
    }

    private static IEnumerable<double[]> All(NetworkState<double> state) => state.Layers.SelectMany(layer => layer.Values);

    private static double Dot(IEnumerable<double[]> values, IEnumerable<double[]> weights) =>
        values.Zip(weights, (value, weight) => Rows.Dot<double>(value, weight)).Sum();
}
