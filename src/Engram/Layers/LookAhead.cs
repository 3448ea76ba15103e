using System.Numerics;
using Engram.Numerics;

namespace Engram.Layers;

/// <summary>Lets a network that reads forward see a few words ahead: each column is a weighted sum over this word and the next ones.</summary>
/// <remarks>
/// Wang, Xiao, Chan and Yang, "Lookahead Convolution Layer for Unidirectional Recurrent Neural Networks", ICLR 2016 workshop (row convolution):
/// <code>
/// y_t = Σ_{j = 0 … k} w_j ⊙ x_{t+j}          [rows, size]; beyond the end of the sentence x = 0
/// </code>
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class LookAhead<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Creates a layer of zeros.</summary>
    /// <param name="size">Columns of input and output, 1 or more.</param>
    /// <param name="words">k: how many words ahead it sees, 1 or more.</param>
    public LookAhead(int size, int words)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(words, 1);
        InputSize = size;
        Words = words;
        Kernel = new Parameter<T>("kernel", words + 1, size);
        Parameters = [Kernel];
    }

    /// <summary>k: how many words ahead it sees.</summary>
    public int Words { get; }

    /// <summary>w, <c>[k + 1, size]</c>; row 0 belongs to the word itself.</summary>
    public Parameter<T> Kernel { get; }

    /// <inheritdoc/>
    public override int InputSize { get; }

    /// <inheritdoc/>
    public override int OutputSize => InputSize;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    public override void Initialize(SeededRandom random) => Initializers.Uniform(Kernel.Values, Math.Sqrt(3.0 / (Words + 1)), random);

    /// <inheritdoc/>
    public override void Prepare()
    {
    }

    /// <inheritdoc/>
    public override LayerPass<T> CreatePass(WorkTeam? team = null) => new Pass(this);

    private sealed class Pass(LookAhead<T> layer) : LayerPass<T>
    {
        private readonly RowBuffer<T> _output = new(layer.InputSize);

        public override RowBlock<T> Output => _output.Block;

        public override RowBlock<T> Forward(PackedBatch batch, RowBlock<T> input, SeededRandom? random = null)
        {
            RowBlock<T> output = _output.Resize(input.Rows), kernel = layer.Kernel.Values;
            _output.Clear();
            for (int step = 0; step < batch.Steps; step++)
            {
                for (int ahead = 0; ahead <= layer.Words && step + ahead < batch.Steps; ahead++)
                {
                    for (int rank = 0; rank < batch.RowsAt(step + ahead); rank++)
                        Rows.AddProduct(kernel.Row(ahead), input.Row(batch.Row(rank, step + ahead)), output.Row(batch.Row(rank, step)));
                }
            }

            return output;
        }

        public override void Backpropagate(PackedBatch batch, RowBlock<T> input, RowBlock<T> dOutput, RowBlock<T> dInput)
        {
            RowBlock<T> kernel = layer.Kernel.Values, dKernel = layer.Kernel.Gradients;
            for (int step = 0; step < batch.Steps; step++)
            {
                for (int ahead = 0; ahead <= layer.Words && step + ahead < batch.Steps; ahead++)
                {
                    for (int rank = 0; rank < batch.RowsAt(step + ahead); rank++)
                    {
                        int seen = batch.Row(rank, step + ahead);
                        Span<T> gradient = dOutput.Row(batch.Row(rank, step));
                        Rows.AddProduct(gradient, input.Row(seen), dKernel.Row(ahead));
                        if (dInput.Rows > 0)
                            Rows.AddProduct(gradient, kernel.Row(ahead), dInput.Row(seen));
                    }
                }
            }
        }
    }
}
