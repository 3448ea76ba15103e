using Engram.Cells;
using Engram.Encoders;
using Engram.Layers;
using Engram.Models;
using Engram.Numerics;

namespace Engram.Interop.Onnx;

/// <summary>A tagger's network as an ONNX graph: numbers of words in, scores of tags out.</summary>
/// <remarks>
/// <c>words</c>, int64 <c>[time, batch]</c>, are numbers of the vocabulary; <c>scores</c>, float <c>[time, batch, tags]</c>, are what the tags'
/// softmax or field starts from. All sentences of a batch have the same length. What has no graph yet is refused by name.
/// </remarks>
public static class OnnxTagger
{
    private const string Words = "words";
    private const string Scores = "scores";

    // Ours are i, f, c~, o; ONNX has i, o, f, c.
    private static readonly int[] LstmGates = [0, 3, 1, 2];

    /// <summary>Makes the graph of a network that sees the words alone, has bidirectional LSTM layers and a softmax.</summary>
    /// <param name="network">The network.</param>
    /// <exception cref="NotSupportedException">The network has a part that has no graph yet; the message names it.</exception>
    public static OnnxModel Create(TaggerNetwork<float> network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.Encoders is not [TableEncoder<float> { Kind: WordFeatureKind.Word } words])
            throw Refusal("it reads more of a word than its number", "Train with word vectors alone");
        if (network.TrainsTransitions || network.Intents is not null)
            throw Refusal("it has a field or intents", "Train with a softmax, on a corpus without intents");
        if (network.Emissions is not Dense<float> emissions)
            throw Refusal("its tags are fed back", "Train another cell");

        List<OnnxNode> nodes = [new("Gather", ["wordTable", Words], ["layer0"], [])];
        List<OnnxTensor> weights = [Tensor("wordTable", words.Table)];
        int layers = 0;
        foreach (Layer<float> layer in network.Body.Layers)
        {
            if (layer is Dropout<float>)
                continue; // only training drops
            if (layer is not Bidirectional<float> { Merge: Merge.Concat } both)
                throw Refusal($"it has a layer of the kind {layer.GetType().Name.Split('`')[0]}", "Train bidirectional LSTM layers");
            AddLayer(both, layers++, nodes, weights);
        }

        nodes.Add(new("MatMul", [$"layer{layers}", "tagKernel"], ["products"], []));
        nodes.Add(new("Add", ["products", "tagBias"], [Scores], []));
        weights.Add(Transposed("tagKernel", emissions.Product.Kernel));
        weights.Add(new("tagBias", [emissions.OutputSize], emissions.Product.Bias.Value));
        return new(
            "tagger",
            [new(Words, OnnxElement.I64, ["time", "batch"])],
            [new(Scores, OnnxElement.F32, ["time", "batch", $"{emissions.OutputSize}"])],
            nodes,
            weights);
    }

    // ONNX's LSTM writes [time, direction, batch, units]; the next layer reads the directions side by side.
    private static void AddLayer(Bidirectional<float> layer, int number, List<OnnxNode> nodes, List<OnnxTensor> weights)
    {
        string name = $"lstm{number}";
        RecurrentLayer<float>[] directions = [layer.Forward, layer.Reverse];
        LstmCell<float>[] cells = [.. directions.Select(PlainLstm)];
        int units = cells[0].Units, input = layer.InputSize;
        weights.Add(new($"{name}.W", [2, 4 * units, input], Join(directions.Select(direction => Gates(direction.Input.Kernel)))));
        weights.Add(new($"{name}.R", [2, 4 * units, units], Join(cells.Select(cell => Gates(cell.RecurrentKernel)))));
        float[] noSecondBias = new float[4 * units];
        weights.Add(new($"{name}.B", [2, 8 * units], Join(directions.SelectMany(direction => new[] { Gates(direction.Input.Bias), noSecondBias }))));
        weights.Add(new($"{name}.shape", [3], [0L, 0, 2 * units]));
        nodes.Add(new(
            "LSTM", [$"layer{number}", $"{name}.W", $"{name}.R", $"{name}.B"], [$"{name}.Y"],
            [new("direction", "bidirectional"), new("hidden_size", units)]));
        nodes.Add(new("Transpose", [$"{name}.Y"], [$"{name}.turned"], [new("perm", [0L, 2, 1, 3])]));
        nodes.Add(new("Reshape", [$"{name}.turned", $"{name}.shape"], [$"layer{number + 1}"], []));
    }

    private static LstmCell<float> PlainLstm(RecurrentLayer<float> layer) =>
        layer is { InitialState: null, Cell: LstmCell<float> cell } && cell.Options == new LstmOptions()
            ? cell
            : throw Refusal($"it has a cell of the kind {layer.Cell.GetType().Name.Split('`')[0]}, or options of it", "Train a plain LSTM");

    private static float[] Gates(Parameter<float> parameter)
    {
        int size = parameter.Count / LstmGates.Length;
        return Join(LstmGates.Select(gate => parameter.Value.AsSpan(gate * size, size).ToArray()));
    }

    private static float[] Join(IEnumerable<float[]> parts) => [.. parts.SelectMany(part => part)];

    private static OnnxTensor Tensor(string name, Parameter<float> parameter) => new(name, [parameter.Rows, parameter.Columns], parameter.Value);

    private static OnnxTensor Transposed(string name, Parameter<float> parameter)
    {
        float[] values = new float[parameter.Count];
        for (int row = 0; row < parameter.Rows; row++)
        {
            for (int column = 0; column < parameter.Columns; column++)
                values[(column * parameter.Rows) + row] = parameter.Value[(row * parameter.Columns) + column];
        }

        return new(name, [parameter.Columns, parameter.Rows], values);
    }

    private static NotSupportedException Refusal(string what, string fix) => new($"OnnxTagger: the network has no ONNX graph: {what}. {fix}.");
}
