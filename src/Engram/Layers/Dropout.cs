using System.Numerics;
using Engram.Numerics;

namespace Engram.Layers;

/// <summary>Dropout that is constant over a sentence: a column that is left out is left out at every word of it.</summary>
/// <remarks>Gal and Ghahramani, "A Theoretically Grounded Application of Dropout in Recurrent Neural Networks", NIPS 2016. What stays is scaled
/// by 1 / (1 − rate), so that predicting needs no change.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class Dropout<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Creates the layer.</summary>
    /// <param name="size">Columns of input and output, 1 or more.</param>
    /// <param name="rate">Share of the columns that is left out, 0 up to, but not, 1.</param>
    public Dropout(int size, double rate)
    {
        if (rate is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "Dropout: the rate must be at least 0 and below 1.");
        InputSize = size;
        Rate = rate;
    }

    /// <summary>Share of the columns that is left out.</summary>
    public double Rate { get; }

    /// <inheritdoc/>
    public override int InputSize { get; }

    /// <inheritdoc/>
    public override int OutputSize => InputSize;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters => [];

    /// <inheritdoc/>
    public override void Initialize(SeededRandom random)
    {
    }

    /// <inheritdoc/>
    public override void Prepare()
    {
    }

    /// <inheritdoc/>
    public override LayerPass<T> CreatePass(WorkTeam? team = null) => new Pass(this);

    private sealed class Pass(Dropout<T> layer) : LayerPass<T>
    {
        private readonly RowBuffer<T> _masks = new(layer.InputSize);
        private readonly RowBuffer<T> _output = new(layer.InputSize);
        private bool _active;

        public override bool PassedThrough => !_active;

        public override RowBlock<T> Output => _output.Block;

        public override RowBlock<T> Forward(PackedBatch batch, RowBlock<T> input, SeededRandom? random = null)
        {
            _active = random is not null && layer.Rate > 0;
            if (!_active)
                return input;
            Draw(batch.Sentences, random!);
            RowBlock<T> output = _output.Resize(batch.Rows);
            for (int step = 0; step < batch.Steps; step++)
            {
                int offset = batch.Offset(step), rows = batch.RowsAt(step);
                Rows.Multiply(input.SliceRows(offset, rows), _masks.SliceRows(0, rows), output.SliceRows(offset, rows));
            }

            return output;
        }

        public override void Backpropagate(PackedBatch batch, RowBlock<T> input, RowBlock<T> dOutput, RowBlock<T> dInput)
        {
            if (dInput.Rows == 0)
                return;
            if (!_active)
            {
                Rows.Add(dOutput, dInput);
                return;
            }

            for (int step = 0; step < batch.Steps; step++)
            {
                int offset = batch.Offset(step);
                for (int rank = 0; rank < batch.RowsAt(step); rank++)
                    Rows.AddProduct(dOutput.Row(offset + rank), _masks.Row(rank), dInput.Row(offset + rank));
            }
        }

        private void Draw(int sentences, SeededRandom random)
        {
            RowBlock<T> masks = _masks.Resize(sentences);
            T kept = T.CreateTruncating(1 / (1 - layer.Rate));
            for (int rank = 0; rank < sentences; rank++)
            {
                foreach (ref T mask in masks.Row(rank))
                    mask = random.NextDouble() < layer.Rate ? T.Zero : kept;
            }
        }
    }
}
