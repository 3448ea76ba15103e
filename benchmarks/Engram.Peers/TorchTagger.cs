using Engram.Cells;
using Engram.Layers;
using Engram.Models;
using Engram.Numerics;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Peers;

/// <summary>The same network, with the same weights, in libtorch.</summary>
internal sealed class TorchTagger : nn.Module
{
    private readonly Embedding _words;
    private readonly nn.Module _recurrent;
    private readonly Linear _tags;

    public TorchTagger(BenchNetwork network)
        : base(nameof(TorchTagger))
    {
        int units = network.Units, layers = network.Layers.Length, input = network.Tagger.InputSize;
        _words = nn.Embedding(Sentences.Words, input);
        _recurrent = network.Cell switch
        {
            CellKind.Lstm => nn.LSTM(input, units, layers, batchFirst: true, bidirectional: true),
            CellKind.GruResetAfter => nn.GRU(input, units, layers, batchFirst: true, bidirectional: true),
            _ => nn.RNN(input, units, layers, batchFirst: true, bidirectional: true),
        };
        _tags = nn.Linear(2 * units, Sentences.Tags);
        RegisterComponents();
        foreach ((Tensor tensor, Func<float[]> ours) in Pairs(network, parameter => parameter.Value))
        {
            using (no_grad())
                tensor.copy_(torch.tensor(ours()).reshape(tensor.shape));
        }
    }

    /// <summary>Scores of sentences of different lengths, without padding: <c>[words, tags]</c>, time step by time step.</summary>
    public Tensor Packed(Tensor padded, Tensor lengths)
    {
        using nn.utils.rnn.PackedSequence sequence =
            nn.utils.rnn.pack_padded_sequence(_words.call(padded), lengths, batch_first: true, enforce_sorted: true);
        return _tags.call((_recurrent switch
        {
            LSTM lstm => lstm.call(sequence).Item1,
            GRU gru => gru.call(sequence).Item1,
            _ => ((RNN)_recurrent).call(sequence).Item1,
        }).data);
    }

    /// <summary>Scores of sentences that are read as if all were as long as the longest: <c>[sentences, length, tags]</c>.</summary>
    public Tensor Padded(Tensor padded)
    {
        Tensor words = _words.call(padded);
        return _tags.call(_recurrent switch
        {
            LSTM lstm => lstm.call(words).Item1,
            GRU gru => gru.call(words).Item1,
            _ => ((RNN)_recurrent).call(words).Item1,
        });
    }

    /// <summary>The gradient of every parameter beside Engram's for the same.</summary>
    public IEnumerable<(float[] Torch, float[] Engram)> Gradients(BenchNetwork network) =>
        Pairs(network, parameter => parameter.Gradient).Select(pair => (pair.Tensor.grad!.data<float>().ToArray(), pair.Ours()));

    // Our gates are i, f, c~, o and z, r, h~; libtorch's are i, f, g, o and r, z, n. Its second bias is ours only where the reset gate comes after
    // the product; elsewhere it is a second name for the first.
    private IEnumerable<(Tensor Tensor, Func<float[]> Ours)> Pairs(BenchNetwork network, Func<Parameter<float>, float[]> read)
    {
        Dictionary<string, Parameter> theirs = named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
        yield return (theirs["_words.weight"], () => read(network.Tagger.Parameters[0]));
        int number = 0;
        foreach (Bidirectional<float> layer in network.Layers)
        {
            foreach ((RecurrentLayer<float> direction, string suffix) in new[] { (layer.Forward, ""), (layer.Reverse, "_reverse") })
            {
                string place = $"_recurrent.{{0}}_l{number}{suffix}";
                yield return (theirs[string.Format(null, place, "weight_ih")], () => Gates(read(direction.Input.Kernel), direction.Cell));
                yield return (theirs[string.Format(null, place, "weight_hh")], () => Gates(read(RecurrentKernel(direction.Cell)), direction.Cell));
                yield return (theirs[string.Format(null, place, "bias_ih")], () => Gates(read(direction.Input.Bias), direction.Cell));
                yield return (theirs[string.Format(null, place, "bias_hh")], () => SecondBias(direction, read));
            }

            number++;
        }

        Dense<float> tags = (Dense<float>)network.Tagger.Emissions;
        yield return (theirs["_tags.weight"], () => read(tags.Product.Kernel));
        yield return (theirs["_tags.bias"], () => read(tags.Product.Bias));
    }

    private static float[] SecondBias(RecurrentLayer<float> direction, Func<Parameter<float>, float[]> read)
    {
        float[] first = Gates(read(direction.Input.Bias), direction.Cell);
        bool areGradients = ReferenceEquals(read(direction.Input.Bias), direction.Input.Bias.Gradient);
        float[] second = areGradients ? first : new float[first.Length];
        if (direction.Cell is GruCell<float> { RecurrentBias: { } bias })
            read(bias).CopyTo(second, second.Length - bias.Count);
        return second;
    }

    private static Parameter<float> RecurrentKernel(IRecurrentCell<float> cell) => cell switch
    {
        LstmCell<float> lstm => lstm.RecurrentKernel,
        GruCell<float> gru => gru.RecurrentKernel,
        _ => ((ElmanCell<float>)cell).RecurrentKernel,
    };

    private static float[] Gates(float[] values, IRecurrentCell<float> cell)
    {
        int[] order = cell is GruCell<float> ? [1, 0, 2] : [.. Enumerable.Range(0, cell.InputBlocks)];
        int size = values.Length / order.Length;
        return [.. order.SelectMany(gate => values.AsSpan(gate * size, size).ToArray())];
    }
}
