using System.Numerics;
using Engram.Numerics;

namespace Engram.Encoders;

/// <summary>
/// One-of-N: a vector as long as the vocabulary, with a 1 for the word and zeros elsewhere; unknown words switch on <em>other</em>.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="words">Dimensions: the listed words and <em>other</em>.</param>
/// <param name="wordDropout">How readily a rare word is replaced by <em>other</em> while training, see <see cref="WordDropout"/>.</param>
public sealed class OneOfNEncoder<T>(int words, double wordDropout = 0) : WordEncoder<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _wordDropout = wordDropout;

    /// <inheritdoc/>
    public override int Size { get; } = words;

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
    public override WordEncoderPass<T> CreatePass(WorkTeam? team = null) => new Pass(this);

    private sealed class Pass(OneOfNEncoder<T> encoder) : WordEncoderPass<T>
    {
        public override void Forward(WordBatch batch, RowBlock<T> output, SeededRandom? random)
        {
            bool drops = random is not null && encoder._wordDropout > 0;
            output.Fill(T.Zero);
            for (int row = 0; row < output.Rows; row++)
            {
                WordFeatures word = batch.Distinct[batch.Words[row]];
                bool dropped = drops && WordDropout.Chooses(word, encoder._wordDropout, random!);
                output[row, dropped ? Vocabulary.Other : word.Word] = T.One;
            }
        }

        public override void Backpropagate(WordBatch batch, RowBlock<T> dOutput)
        {
        }
    }
}
