using System.Numerics;
using System.Text.Json;
using Engram.Conformance.Tests.Cases;
using Engram.Conformance.Tests.Networks;
using Engram.Layers;
using Engram.Numerics;

namespace Engram.Conformance.Tests.Families.Torch;

/// <summary><c>torch.TBPTT</c>: a stateful pass that carries its state from chunk to chunk, and no gradient back.</summary>
public sealed class TruncatedRunner : ICaseRunner
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = ["torch.TBPTT"];

    /// <inheritdoc/>
    public void Run(VectorCase vector)
    {
        if (vector.Tensor("inputs", "x").IsSingle)
            Run<float>(vector);
        Run<double>(vector);
    }

    private static void Run<T>(VectorCase vector)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CaseOptions options = new(vector.Name, vector.Attributes);
        string kind = options.Text("cell", "");
        WeightLinks<T> links = new();
        TorchNetwork<T> layers = new(
            kind, options, new TorchWeights<T>(kind, options.Flag("bias", true), name => vector.FindTensor("weights", name), links));
        options.Allow("chunks").RequireAllAsked();
        RecurrentNetwork<T> network = new(layers.Layers);
        foreach (Parameter<T> parameter in network.Parameters)
            Array.Clear(parameter.Value);
        links.Load();
        network.Prepare();
        NetworkPass<T> pass = network.CreatePass();
        pass.Stateful = true;
        NetworkState<T>? initial = Initial(vector, network);
        foreach (JsonElement chunk in vector.Get("chunks").EnumerateArray())
        {
            RunChunk(vector, chunk, initial, pass, links);
            initial = null; // from here on the pass carries its own
        }
    }

    private static void RunChunk<T>(
        VectorCase vector, JsonElement chunk, NetworkState<T>? initial, NetworkPass<T> pass, WeightLinks<T> links)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] steps = [.. chunk.GetProperty("steps").EnumerateArray().Select(step => step.GetInt32())];
        T[][][] outputs = pass.Forward(new SequenceBatch<T>(Cut<T>(vector.Tensor("inputs", "x"), steps)), initial);
        T[][][] lossOutput = Cut<T>(vector.Tensor("inputs", "loss_output"), steps);
        foreach (Parameter<T> parameter in links.Parameters)
            Array.Clear(parameter.Gradient);
        pass.Backpropagate(lossOutput);

        double[] output = TimeFirst(outputs), weights = TimeFirst(lossOutput);
        foreach (JsonProperty expected in chunk.GetProperty("expected").EnumerateObject())
        {
            double[] got = expected.Name switch
            {
                "output" => output,
                "loss" => [output.Zip(weights, (value, weight) => value * weight).Sum()],
                "h_n" => States(pass.FinalState!, "hidden"),
                "c_n" => States(pass.FinalState!, "cellState"),
                _ => throw new NotSupportedException($"{vector.Name}: '{expected.Name}' is not known here."),
            };
            vector.Tolerance.AssertClose($"{expected.Name} of steps {steps[0]} to {steps[1]}", VectorTensor.Read(expected.Value), got);
        }

        foreach (JsonProperty gradient in chunk.GetProperty("gradients").EnumerateObject())
            vector.Tolerance.AssertClose(gradient.Name, VectorTensor.Read(gradient.Value), links.Gradient(gradient.Name["weight.".Length..]));
    }

    private static NetworkState<T>? Initial<T>(VectorCase vector, RecurrentNetwork<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        NetworkState<T>? state = null;
        foreach ((string letter, string part) in TorchStates.Parts)
        {
            if (vector.FindTensor("inputs", letter + "0") is not VectorTensor given)
                continue;
            state ??= network.InitialState(given.Shape[1]);
            int at = 0;
            foreach (LayerState<T> layer in state.Layers)
            {
                for (int sentence = 0; sentence < given.Shape[1]; sentence++)
                {
                    foreach (ref T element in layer.Part(sentence, part))
                        element = T.CreateTruncating(given.Data[at++]);
                }
            }
        }

        return state;
    }

    // [step, sentence, column] to some steps of [sentence][step][column].
    private static T[][][] Cut<T>(VectorTensor tensor, int[] steps)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int sentences = tensor.Shape[1], columns = tensor.Shape[2];
        T[] Vector(int sentence, int step) =>
            [.. tensor.Data.AsSpan(((step * sentences) + sentence) * columns, columns).ToArray().Select(T.CreateTruncating)];
        return [.. Enumerable.Range(0, sentences).Select(
            sentence => Enumerable.Range(steps[0], steps[1] - steps[0]).Select(step => Vector(sentence, step)).ToArray())];
    }

    private static double[] TimeFirst<T>(T[][][] sequences)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, sequences[0].Length).SelectMany(step => sequences.SelectMany(sequence => sequence[step])).Select(double.CreateTruncating)];

    private static double[] States<T>(NetworkState<T> state, string part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. state.Layers.SelectMany(layer => Enumerable.Range(0, layer.Values.Count)
            .SelectMany(sentence => layer.Part(sentence, part).ToArray())).Select(double.CreateTruncating)];
}
