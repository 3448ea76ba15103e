using System.Numerics;
using Engram.Numerics;

namespace Engram.Encoders;

/// <summary>Adds up the rows of a table that a word's features select: a learned embedding, a shape, a bag of letter trigrams.</summary>
/// <remarks>One-of-N times a matrix is a row; so this is a linear layer over an input that is nearly all zeros.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class TableEncoder<T> : WordEncoder<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _wordDropout;

    /// <summary>Creates a table of zeros.</summary>
    /// <param name="kind">Which features select the rows.</param>
    /// <param name="features">Number of features: rows of the table.</param>
    /// <param name="size">Length of a row.</param>
    /// <param name="wordDropout">For words: how readily a rare one is replaced by <em>other</em> while training, see <see
    /// cref="WordDropout"/>.</param>
    public TableEncoder(WordFeatureKind kind, int features, int size, double wordDropout = 0)
    {
        Kind = kind;
        _wordDropout = wordDropout;
        Table = new Parameter<T>("table", features, size) { IsQuantizable = true };
        Parameters = [Table];
    }

    /// <summary>Which features select the rows.</summary>
    public WordFeatureKind Kind { get; }

    /// <summary>The table, <c>[features, size]</c>.</summary>
    public Parameter<T> Table { get; }

    /// <inheritdoc/>
    public override int Size => Table.Columns;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    public override void Initialize(SeededRandom random) => Initializers.Uniform(Table.Values, Math.Sqrt(3.0 / Size), random);

    /// <inheritdoc/>
    public override void Prepare()
    {
    }

    /// <inheritdoc/>
    public override WordEncoderPass<T> CreatePass(WorkTeam? team = null) => new Pass(this);

    private sealed class Pass(TableEncoder<T> encoder) : WordEncoderPass<T>
    {
        private bool[] _dropped = [];

        public override void Forward(WordBatch batch, RowBlock<T> output, SeededRandom? random)
        {
            ChooseDropped(batch, random);
            for (int row = 0; row < output.Rows; row++)
            {
                Span<T> target = output.Row(row);
                target.Clear();
                foreach (int feature in Features(batch, row))
                    Rows.Add(encoder.Table.Value.AsSpan(feature * encoder.Size, encoder.Size), target);
            }
        }

        public override void Backpropagate(WordBatch batch, RowBlock<T> dOutput)
        {
            for (int row = 0; row < dOutput.Rows; row++)
            {
                foreach (int feature in Features(batch, row))
                    Rows.Add(dOutput.Row(row), encoder.Table.Gradient.AsSpan(feature * encoder.Size, encoder.Size));
            }
        }

        private void ChooseDropped(WordBatch batch, SeededRandom? random)
        {
            if (_dropped.Length < batch.Words.Length)
                _dropped = new bool[2 * batch.Words.Length];
            bool drops = random is not null && encoder._wordDropout > 0;
            for (int row = 0; row < batch.Words.Length; row++)
                _dropped[row] = drops && WordDropout.Chooses(batch.Distinct[batch.Words[row]], encoder._wordDropout, random!);
        }

        private ReadOnlySpan<int> Features(WordBatch batch, int row)
        {
            return _dropped[row] ? OtherOnly : batch.Distinct[batch.Words[row]].Of(encoder.Kind);
        }

        private static ReadOnlySpan<int> OtherOnly => [Vocabulary.Other];
    }
}
