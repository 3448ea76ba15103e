using System.Numerics;
using Engram.Layers;
using Engram.Numerics;

namespace Engram.Encoders;

/// <summary>
/// Each word together with its neighbours: the vectors of an odd number of words, from left to right. Beyond the ends stands a learned vector.
/// </summary>
/// <remarks>Mesnil et al., "Investigation of Recurrent-Neural-Network Architectures and Learning Methods for Spoken Language Understanding",
/// Interspeech 2013, section 2.2.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class ContextWindow<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Creates the window.</summary>
    /// <param name="size">Length of a word's vector.</param>
    /// <param name="words">Words in the window, odd.</param>
    public ContextWindow(int size, int words)
    {
        if (words < 1 || words % 2 == 0)
            throw new ArgumentOutOfRangeException(nameof(words), words, "ContextWindow: the window must be an odd number of words, 1 or more.");
        InputSize = size;
        Words = words;
        Padding = new Parameter<T>("padding", 1, size);
        Parameters = [Padding];
    }

    /// <summary>Words in the window.</summary>
    public int Words { get; }

    /// <summary>What stands beyond the ends of a sentence, <c>[1, size]</c>.</summary>
    public Parameter<T> Padding { get; }

    /// <inheritdoc/>
    public override int InputSize { get; }

    /// <inheritdoc/>
    public override int OutputSize => Words * InputSize;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    public override void Initialize(SeededRandom random) => Initializers.Uniform(Padding.Values, Math.Sqrt(3.0 / InputSize), random);

    /// <inheritdoc/>
    public override void Prepare()
    {
    }

    /// <inheritdoc/>
    public override LayerPass<T> CreatePass(WorkTeam? team = null) => new Pass(this);

    private sealed class Pass(ContextWindow<T> layer) : LayerPass<T>
    {
        private readonly RowBuffer<T> _output = new(layer.OutputSize);

        public override RowBlock<T> Output => _output.Block;

        public override RowBlock<T> Forward(PackedBatch batch, RowBlock<T> input, SeededRandom? random = null)
        {
            RowBlock<T> output = _output.Resize(batch.Rows);
            int size = layer.InputSize;
            for (int step = 0; step < batch.Steps; step++)
            {
                for (int rank = 0; rank < batch.RowsAt(step); rank++)
                {
                    Span<T> target = output.Row(batch.Row(rank, step));
                    for (int place = 0; place < layer.Words; place++)
                    {
                        int neighbour = step + place - (layer.Words / 2);
                        bool inside = neighbour >= 0 && neighbour < batch.Length(rank);
                        Span<T> source = inside ? input.Row(batch.Row(rank, neighbour)) : layer.Padding.Value;
                        source.CopyTo(target[(place * size)..]);
                    }
                }
            }

            return output;
        }

        public override void Backpropagate(PackedBatch batch, RowBlock<T> input, RowBlock<T> dOutput, RowBlock<T> dInput)
        {
            int size = layer.InputSize;
            for (int step = 0; step < batch.Steps; step++)
            {
                for (int rank = 0; rank < batch.RowsAt(step); rank++)
                {
                    Span<T> source = dOutput.Row(batch.Row(rank, step));
                    for (int place = 0; place < layer.Words; place++)
                    {
                        int neighbour = step + place - (layer.Words / 2);
                        bool inside = neighbour >= 0 && neighbour < batch.Length(rank);
                        if (inside && dInput.Rows == 0)
                            continue;
                        Span<T> target = inside ? dInput.Row(batch.Row(rank, neighbour)) : layer.Padding.Gradient;
                        Rows.Add(source.Slice(place * size, size), target);
                    }
                }
            }
        }
    }
}
