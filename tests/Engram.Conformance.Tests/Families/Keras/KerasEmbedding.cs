using System.Numerics;
using System.Text.Json;
using Engram.Conformance.Tests.Cases;
using Engram.Conformance.Tests.Networks;
using Engram.Encoders;
using Engram.Numerics;

namespace Engram.Conformance.Tests.Families.Keras;

/// <summary>Keras's <c>Embedding</c>: the product's table of word vectors. With <c>mask_zero</c> the number 0 does not count as a step.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class KerasEmbedding<T> : KerasLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly bool _masksZero;
    private readonly TableEncoder<T> _table;
    private readonly WordEncoderPass<T> _pass;
    private readonly WordFeatures[] _words;
    private readonly WordBatch _batch = new();

    /// <summary>Builds the layer.</summary>
    /// <param name="where">What it belongs to, for messages.</param>
    /// <param name="json">The layer: <c>attributes</c>, <c>weights</c>.</param>
    public KerasEmbedding(string where, JsonElement json)
    {
        CaseOptions options = new(where, json.GetProperty("attributes"));
        VectorTensor table = VectorTensor.Read(json.GetProperty("weights").GetProperty("embeddings"));
        _masksZero = options.Flag("mask_zero", false);
        int words = options.Whole("input_dim", table.Shape[0]);
        _table = new TableEncoder<T>(WordFeatureKind.Word, words, options.Whole("output_dim", table.Shape[1]));
        _pass = _table.CreatePass();
        _words = [.. Enumerable.Range(0, words).Select(word => new WordFeatures(word, 1, 0, [0], []))];
        Links.AddAll("embeddings", table, MatrixView.Of(table), _table.Table);
        options.Allow("input_length", "name", "dtype").RequireAllAsked();
    }

    /// <summary>Looks up the vectors.</summary>
    /// <param name="input">The numbers of the words, <c>[sentence, step]</c>.</param>
    /// <param name="initial">Not used.</param>
    public override KerasArray Forward(KerasArray input, IReadOnlyList<double[]>? initial = null)
    {
        int[] numbers = [.. input.Data.Select(number => checked((int)number))];
        // One word a sentence: then the rows lie in the order of the array.
        _batch.Fill([.. numbers.Select(number => new[] { _words[number] })]);
        RowBuffer<T> rows = new(numbers.Length, _table.Size);
        _pass.Forward(_batch, rows.Block, null);
        KerasArray output = new(
            new double[numbers.Length * _table.Size], input.Sentences, input.Columns, _table.Size,
            _masksZero ? [.. numbers.Select(number => number != 0)] : null);
        for (int row = 0; row < numbers.Length; row++)
        {
            for (int column = 0; column < _table.Size; column++)
                output.Vector(row)[column] = double.CreateTruncating(rows.Row(row)[column]);
        }

        return output;
    }

    /// <inheritdoc/>
    public override KerasArray Backpropagate(KerasArray dOutput)
    {
        RowBuffer<T> rows = new(dOutput.Vectors, _table.Size);
        for (int row = 0; row < dOutput.Vectors; row++)
        {
            for (int column = 0; column < _table.Size; column++)
                rows.Row(row)[column] = T.CreateTruncating(dOutput.Vector(row)[column]);
        }

        _pass.Backpropagate(_batch, rows.Block);
        return dOutput with { Data = [], Steps = null, Columns = 0 };
    }

    /// <inheritdoc/>
    protected override void Prepare() => _table.Prepare();
}
