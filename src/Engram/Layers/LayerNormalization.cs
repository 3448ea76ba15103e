using System.Numerics;
using Engram.Numerics;

namespace Engram.Layers;

/// <summary>Layer normalisation: each word's vector is brought to mean 0 and variance 1, then scaled and shifted, column by column.</summary>
/// <remarks>
/// <para>Ba, Kiros and Hinton, "Layer Normalization", arXiv:1607.06450, section 3. It stands between layers, never inside the gates.</para>
/// <code>
/// μ  = 1/n · Σ_j x_j                 mean
/// v  = 1/n · Σ_j (x_j − μ)²          variance
/// x^ = (x − μ) / √(v + ε)            normalised     [rows, n]
/// y  = γ ⊙ x^ + β                    output         [rows, n]
/// </code>
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class LayerNormalization<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Creates a layer with γ = 1 and β = 0.</summary>
    /// <param name="size">Columns of input and output, 1 or more.</param>
    /// <param name="epsilon">ε, above 0. Default 1e-5, as in PyTorch; Keras has 1e-3.</param>
    public LayerNormalization(int size, double epsilon = 1e-5)
    {
        if (epsilon is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "LayerNormalization: epsilon must be above 0 and below 1.");
        InputSize = size;
        Epsilon = epsilon;
        Scale = new Parameter<T>("scale", 1, size);
        Shift = new Parameter<T>("shift", 1, size);
        Parameters = [Scale, Shift];
        Array.Fill(Scale.Value, T.One);
    }

    /// <summary>ε: keeps the root away from 0.</summary>
    public double Epsilon { get; }

    /// <summary>γ, <c>[1, size]</c>.</summary>
    public Parameter<T> Scale { get; }

    /// <summary>β, <c>[1, size]</c>.</summary>
    public Parameter<T> Shift { get; }

    /// <inheritdoc/>
    public override int InputSize { get; }

    /// <inheritdoc/>
    public override int OutputSize => InputSize;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    public override void Initialize(SeededRandom random)
    {
        Array.Fill(Scale.Value, T.One);
        Array.Clear(Shift.Value);
    }

    /// <inheritdoc/>
    public override void Prepare()
    {
    }

    /// <inheritdoc/>
    public override LayerPass<T> CreatePass(WorkTeam? team = null) => new Pass(this);

    private sealed class Pass(LayerNormalization<T> layer) : LayerPass<T>
    {
        private readonly RowBuffer<T> _normalised = new(layer.InputSize);
        private readonly RowBuffer<T> _output = new(layer.InputSize);
        private readonly RowBuffer<T> _inverse = new(1);
        private readonly T _share = T.One / T.CreateTruncating(layer.InputSize);

        public override RowBlock<T> Output => _output.Block;

        public override RowBlock<T> Forward(PackedBatch batch, RowBlock<T> input, SeededRandom? random = null)
        {
            RowBlock<T> normalised = _normalised.Resize(input.Rows), output = _output.Resize(input.Rows), inverse = _inverse.Resize(input.Rows);
            T epsilon = T.CreateTruncating(layer.Epsilon);
            for (int row = 0; row < input.Rows; row++)
            {
                Span<T> centred = normalised.Row(row);
                T mean = Mean(input.Row(row)), variance = T.Zero;
                for (int j = 0; j < centred.Length; j++)
                {
                    centred[j] = input[row, j] - mean;
                    variance += centred[j] * centred[j];
                }

                inverse[row, 0] = T.One / T.Sqrt((variance * _share) + epsilon);
                foreach (ref T value in centred)
                    value *= inverse[row, 0];
                layer.Shift.Value.CopyTo(output.Row(row));
                Rows.AddProduct(layer.Scale.Value, centred, output.Row(row));
            }

            return output;
        }

        // dx = (dx^ − mean(dx^) − x^ · mean(dx^ ⊙ x^)) / √(v + ε), where dx^ = γ ⊙ dy
        public override void Backpropagate(PackedBatch batch, RowBlock<T> input, RowBlock<T> dOutput, RowBlock<T> dInput)
        {
            for (int row = 0; row < dOutput.Rows; row++)
            {
                Span<T> gradient = dOutput.Row(row), normalised = _normalised.Row(row);
                Rows.AddProduct(gradient, normalised, layer.Scale.Gradient);
                Rows.Add(gradient, layer.Shift.Gradient);
                if (dInput.Rows == 0)
                    continue;
                T mean = T.Zero, along = T.Zero;
                for (int j = 0; j < gradient.Length; j++)
                {
                    T scaled = layer.Scale.Value[j] * gradient[j];
                    mean += scaled;
                    along += scaled * normalised[j];
                }

                Span<T> target = dInput.Row(row);
                for (int j = 0; j < gradient.Length; j++)
                    target[j] += ((layer.Scale.Value[j] * gradient[j]) - (mean * _share) - (normalised[j] * along * _share)) * _inverse.Row(row)[0];
            }
        }

        private T Mean(ReadOnlySpan<T> values)
        {
            T sum = T.Zero;
            foreach (T value in values)
                sum += value;
            return sum * _share;
        }
    }
}
