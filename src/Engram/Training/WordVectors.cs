using System.Globalization;
using Engram.Corpora;
using Engram.Encoders;
using Engram.Models;
using Engram.Numerics;

namespace Engram.Training;

/// <summary>Starts a tagger's word vectors from a file of vectors that were trained elsewhere.</summary>
/// <remarks>Training goes on from them. Words that training never sees, but the file has, are known to the tagger by their vectors.</remarks>
public static class WordVectors
{
    /// <summary>How many of a file's most frequent words a tagger takes over when not told otherwise.</summary>
    public const int DefaultMostFrequent = 10_000;

    private const string Table = "encoders.words.table";

    /// <summary>Reads the vectors that are of use for a corpus: those of its words, and those of the most frequent.</summary>
    /// <param name="path">A text file of GloVe, word2vec or fastText.</param>
    /// <param name="options">What the network is made of: how words are folded before they are looked up.</param>
    /// <param name="train">The training corpus.</param>
    /// <param name="mostFrequent">How many of the first words of the file are taken too; 0 or more. Each makes the model file larger.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The vectors; their dimension is the <see cref="TaggerOptions.WordSize"/> to train with.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is something else.</exception>
    public static PretrainedVectors Read(
        string path, TaggerOptions options, Corpus train, int mostFrequent = DefaultMostFrequent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(train);
        WordNormalizer normalizer = new(options.Folding);
        HashSet<string> words = new(train.SelectMany(sentence => sentence.Tokens).Select(normalizer.Normalize), StringComparer.Ordinal);
        return PretrainedVectors.Read(path, words, mostFrequent, normalizer.Normalize, cancellationToken);
    }

    /// <summary>Checks that vectors have the length that the network reads.</summary>
    /// <exception cref="ShapeException">They have another.</exception>
    internal static void Require(PretrainedVectors vectors, TaggerOptions options)
    {
        if (vectors.Dimension != options.WordSize)
        {
            throw new ShapeException(string.Create(CultureInfo.InvariantCulture,
                $"The word vectors have {vectors.Dimension} numbers each, but WordSize is {options.WordSize}. "
                + $"Set WordSize to {vectors.Dimension}, or give vectors of that length."));
        }
    }

    /// <summary>Puts the vectors into the table of words; other rows stay as they are.</summary>
    internal static void Apply(PretrainedVectors vectors, TaggerLexicon lexicon, TaggerNetwork<float> network)
    {
        RowBlock<float> table = network.Parameters.First(parameter => parameter.Name == Table).Values;
        for (int word = 0; word < lexicon.Words.Symbols.Count; word++)
        {
            if (vectors.TryGetVector(lexicon.Words.Symbols[word], out ReadOnlySpan<float> vector))
                vector.CopyTo(table.Row(word + 1)); // row 0 is 'other'
        }
    }
}
