using System.Text;

namespace Engram.Encoders;

/// <summary>Word vectors trained elsewhere, for the words that are wanted, from a text file of GloVe, word2vec or fastText.</summary>
/// <remarks>
/// <para>A line is a word and its numbers, with single spaces between; the most frequent words come first. A first line of two whole numbers
/// (<c>400000 100</c>: rows and dimension) is a header, which word2vec and fastText write and GloVe does not. The numbers are the last fields of a
/// line, so a word may itself hold spaces, as <c>. . .</c> does in GloVe's largest file.</para>
/// <para>The file is read once, line by line; only the wanted rows are kept.</para>
/// </remarks>
public sealed class PretrainedVectors
{
    /// <summary>The largest dimension that is accepted.</summary>
    public const int MaxDimension = 4096;

    private readonly Dictionary<string, int> _rows;

    internal PretrainedVectors(List<string> words, Dictionary<string, int> rows, float[] values, int dimension)
    {
        Words = words;
        Values = values;
        Dimension = dimension;
        _rows = rows;
    }

    /// <summary>The words that were kept, in the order of the file: the most frequent first.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>The vectors, <c>[words, dimension]</c>, row-major.</summary>
    public float[] Values { get; }

    /// <summary>Length of a vector.</summary>
    public int Dimension { get; }

    /// <summary>Looks a word up.</summary>
    /// <param name="word">The word, folded as it was when the file was read.</param>
    /// <param name="vector">Its vector, <c>[dimension]</c>; empty where there is none.</param>
    public bool TryGetVector(string word, out ReadOnlySpan<float> vector)
    {
        bool found = _rows.TryGetValue(word, out int row);
        vector = found ? Values.AsSpan(row * Dimension, Dimension) : default;
        return found;
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, UTF-8.</param>
    /// <param name="wanted">The words to keep, folded.</param>
    /// <param name="mostFrequent">
    /// Keep the words of that many rows from the beginning too, so that words which training never saw have a vector; 0 or more.
    /// </param>
    /// <param name="fold">
    /// The form under which a word is looked up, such as lower case; the first row of a form counts. The word itself when not given.
    /// </param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is something else; the message gives file, line, what was found and the fix.</exception>
    public static PretrainedVectors Read(
        string path,
        IReadOnlySet<string> wanted,
        int mostFrequent = 0,
        Func<string, string>? fold = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path}: there is no such file. Expected a text file of word vectors.", path);
        using StreamReader reader = new(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
        return Read(reader, path, wanted, mostFrequent, fold, cancellationToken);
    }

    /// <summary>Reads from an open reader.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="wanted">The words to keep, folded.</param>
    /// <param name="mostFrequent">Keep the words of that many rows from the beginning too; 0 or more.</param>
    /// <param name="fold">The form under which a word is looked up; the word itself when not given.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InvalidDataException">The text is something else; the message gives name, line, what was found and the fix.</exception>
    public static PretrainedVectors Read(
        TextReader reader,
        string name,
        IReadOnlySet<string> wanted,
        int mostFrequent = 0,
        Func<string, string>? fold = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentOutOfRangeException.ThrowIfNegative(mostFrequent);
        PretrainedVectorsReader rows = new(reader, name, wanted, mostFrequent, fold ?? (word => word));
        return rows.Read(cancellationToken);
    }
}
