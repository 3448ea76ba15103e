using System.Collections.Concurrent;
using System.Numerics;
using Engram.Encoders;
using Engram.Layers;
using Engram.Numerics;

namespace Engram.Models;

/// <summary>What a network that no longer changes makes of each word by itself, up to the first recurrent step: encoders and input product
/// folded into one row, since one-of-N times a matrix is a row. Kept from the first use of a word on; thread-safe, without locks.</summary>
/// <remarks>The rows have the bits that the encoders and the product give. Words beyond <see cref="MostBytes"/> are computed anew each
/// time.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class FoldedWords<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The memory that the rows may take: 32 MB.</summary>
    public const int MostBytes = 32 << 20;

    private readonly ConcurrentDictionary<WordFeatures, T[]> _rows = new(ReferenceEqualityComparer.Instance);
    private readonly RecurrentLayer<T>[] _readers;
    private readonly int _mostWords;
    private int _words;

    internal FoldedWords(RecurrentLayer<T>[] readers)
    {
        _readers = readers;
        Columns = readers.Sum(reader => reader.Input.Columns);
        _mostWords = MostBytes / (Columns * System.Runtime.CompilerServices.Unsafe.SizeOf<T>());
    }

    /// <summary>Length of a row: the pre-activations of each direction, side by side.</summary>
    public int Columns { get; }

    /// <summary>Rows that are kept.</summary>
    internal int Count => Volatile.Read(ref _words);

    internal T[]? Find(WordFeatures word) => _rows.GetValueOrDefault(word);

    /// <summary>Multiplies the encoded words by the kernels; keeps the rows while there is room.</summary>
    /// <param name="words">The words.</param>
    /// <param name="encoded">Their vectors, row by row.</param>
    /// <param name="rows">Takes the row of each.</param>
    internal void Fold(IReadOnlyList<WordFeatures> words, RowBlock<T> encoded, Span<T[]> rows)
    {
        int column = 0;
        for (int i = 0; i < words.Count; i++)
            rows[i] = new T[Simd.PadRow(Columns)];
        foreach (RecurrentLayer<T> reader in _readers)
        {
            for (int i = 0; i < words.Count; i++)
                reader.Input.Apply(encoded.SliceRows(i, 1), new RowBlock<T>(rows[i].AsSpan(column), 1, reader.Input.Columns));
            column += reader.Input.Columns;
        }

        for (int i = 0; i < words.Count; i++)
        {
            if (!words[i].IsPassing && Volatile.Read(ref _words) < _mostWords && _rows.TryAdd(words[i], rows[i]))
                Interlocked.Increment(ref _words);
        }
    }
}
