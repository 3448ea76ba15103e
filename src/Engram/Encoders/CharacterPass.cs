using System.Numerics;
using Engram.Layers;
using Engram.Numerics;

namespace Engram.Encoders;

/// <summary>One run over the characters of a batch's distinct words.</summary>
internal sealed class CharacterPass<T> : WordEncoderPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly CharacterEncoder<T> _encoder;
    private readonly LayerPass<T> _dropout;
    private readonly BidirectionalPass<T> _reader;
    private readonly PackedBatch _layout = new();
    private readonly RowBuffer<T> _input;
    private readonly RowBuffer<T> _dDropped;
    private readonly RowBuffer<T> _dInput;
    private readonly RowBuffer<T> _vectors;
    private readonly RowBuffer<T> _dVectors;
    private readonly RowBuffer<T> _dOutput;
    private int[] _lengths = [];
    private int[] _characters = [];

    public CharacterPass(CharacterEncoder<T> encoder, WorkTeam? team)
    {
        _encoder = encoder;
        _dropout = encoder.Dropout.CreatePass();
        _reader = (BidirectionalPass<T>)encoder.Reader.CreatePass(team);
        _input = new RowBuffer<T>(encoder.Table.Columns);
        _dDropped = new RowBuffer<T>(encoder.Table.Columns);
        _dInput = new RowBuffer<T>(encoder.Table.Columns);
        _vectors = new RowBuffer<T>(encoder.Size);
        _dVectors = new RowBuffer<T>(encoder.Size);
        _dOutput = new RowBuffer<T>(encoder.Size);
    }

    public override void Forward(WordBatch batch, RowBlock<T> output, SeededRandom? random)
    {
        LayOut(batch);
        RowBlock<T> input = _input.Resize(_layout.Rows);
        int size = _encoder.Table.Columns;
        for (int row = 0; row < input.Rows; row++)
            _encoder.Table.Value.AsSpan(_characters[row] * size, size).CopyTo(input.Row(row));
        _reader.Forward(_layout, _dropout.Forward(_layout, input, random));

        RowBlock<T> vectors = _vectors.Resize(batch.Distinct.Count);
        int half = _encoder.Reader.Forward.OutputSize;
        for (int rank = 0; rank < _layout.Sentences; rank++)
        {
            Span<T> vector = vectors.Row(_layout.Sentence(rank));
            _reader.Forwards.FinalState(_layout, rank)[..half].CopyTo(vector);
            _reader.Reverse.FinalState(_layout, rank)[..(vector.Length - half)].CopyTo(vector[half..]);
        }

        for (int row = 0; row < output.Rows; row++)
            vectors.Row(batch.Words[row]).CopyTo(output.Row(row));
    }

    public override void Backpropagate(WordBatch batch, RowBlock<T> dOutput)
    {
        RowBlock<T> dVectors = _dVectors.Resize(batch.Distinct.Count);
        _dVectors.Clear();
        for (int row = 0; row < dOutput.Rows; row++)
            Rows.Add(dOutput.Row(row), dVectors.Row(batch.Words[row]));

        RowBlock<T> dFinal = _dOutput.Resize(_layout.Rows);
        _dOutput.Clear();
        int half = _encoder.Reader.Forward.OutputSize;
        for (int rank = 0; rank < _layout.Sentences; rank++)
        {
            Span<T> vector = dVectors.Row(_layout.Sentence(rank));
            vector[..half].CopyTo(dFinal.Row(_reader.Forwards.FinalRow(_layout, rank)));
            vector[half..].CopyTo(dFinal.Row(_reader.Reverse.FinalRow(_layout, rank))[half..]);
        }

        AddTableGradient(dFinal);
    }

    private void AddTableGradient(RowBlock<T> dFinal)
    {
        RowBlock<T> dDropped = _dDropped.Resize(_layout.Rows), dInput = _dInput.Resize(_layout.Rows);
        _dDropped.Clear();
        _dInput.Clear();
        _reader.Backpropagate(_layout, _dropout.PassedThrough ? _input.Block : _dropout.Output, dFinal, dDropped);
        _dropout.Backpropagate(_layout, _input.Block, dDropped, dInput);
        int size = _encoder.Table.Columns;
        for (int row = 0; row < dInput.Rows; row++)
            Rows.Add(dInput.Row(row), _encoder.Table.Gradient.AsSpan(_characters[row] * size, size));
    }

    private void LayOut(WordBatch batch)
    {
        int words = batch.Distinct.Count;
        if (_lengths.Length < words)
            _lengths = new int[2 * words];
        for (int i = 0; i < words; i++)
            _lengths[i] = batch.Distinct[i].Characters.Length;
        _layout.Pack(_lengths.AsSpan(0, words));
        if (_characters.Length < _layout.Rows)
            _characters = new int[2 * _layout.Rows];
        for (int step = 0; step < _layout.Steps; step++)
        {
            for (int rank = 0; rank < _layout.RowsAt(step); rank++)
                _characters[_layout.Row(rank, step)] = batch.Distinct[_layout.Sentence(rank)].Characters[step];
        }
    }
}
