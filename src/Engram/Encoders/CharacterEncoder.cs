using System.Numerics;
using Engram.Layers;
using Engram.Numerics;

namespace Engram.Encoders;

/// <summary>Reads a word character by character with a small network from both ends and takes the two final states.</summary>
/// <remarks>Ling et al., "Finding Function in Form: Compositional Character Models for Open Vocabulary Word Representation", EMNLP 2015. Each
/// distinct word of a batch is read once.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class CharacterEncoder<T> : WordEncoder<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Creates an encoder of zeros.</summary>
    /// <param name="characters">Number of characters, <em>other</em> included.</param>
    /// <param name="embeddingSize">Length of a character's vector.</param>
    /// <param name="reader">Reads the characters; its input is <paramref name="embeddingSize"/> long.</param>
    /// <param name="dropout">Share of a character vector's columns that is left out while training, constant over a word.</param>
    public CharacterEncoder(int characters, int embeddingSize, Bidirectional<T> reader, double dropout = 0)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (reader.Merge != Merge.Concat)
            throw new ArgumentException(
                $"CharacterEncoder: the reader merges by {reader.Merge}. Its two final states stand side by side: use Merge.Concat.");
        Table = new Parameter<T>("table", characters, embeddingSize) { IsQuantizable = true };
        Reader = reader;
        Dropout = new Dropout<T>(embeddingSize, dropout);
        Parameters = [Table, .. reader.Parameters];
    }

    /// <summary>The vectors of the characters, <c>[characters, embeddingSize]</c>.</summary>
    public Parameter<T> Table { get; }

    /// <summary>Reads the characters.</summary>
    public Bidirectional<T> Reader { get; }

    /// <inheritdoc/>
    public override int Size => Reader.OutputSize;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    internal Dropout<T> Dropout { get; }

    /// <inheritdoc/>
    public override void Initialize(SeededRandom random)
    {
        Initializers.Uniform(Table.Values, Math.Sqrt(3.0 / Table.Columns), random);
        Reader.Initialize(random);
    }

    /// <inheritdoc/>
    public override void Prepare() => Reader.Prepare();

    /// <inheritdoc/>
    public override WordEncoderPass<T> CreatePass(WorkTeam? team = null) => new CharacterPass<T>(this, team);
}
