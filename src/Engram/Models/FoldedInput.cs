using System.Numerics;
using Engram.Encoders;
using Engram.Numerics;

namespace Engram.Models;

/// <summary>Finds the folded rows of a batch's words, folding those that are new; the memory of one pass.</summary>
internal sealed class FoldedInput<T>(FoldedWords<T> table)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<WordFeatures> _new = [];
    private readonly List<int> _places = [];
    private readonly WordBatch _newBatch = new();
    private T[][] _rows = [];

    /// <summary>The row of each distinct word of the batch, after <see cref="Find"/>.</summary>
    public T[][] Rows => _rows;

    /// <summary>Finds what is known of a batch's words.</summary>
    /// <returns>The words that are not, each a sentence of its own; <see langword="null"/> where there are none.</returns>
    public WordBatch? Find(WordBatch batch)
    {
        _new.Clear();
        _places.Clear();
        if (_rows.Length < batch.Distinct.Count)
            _rows = new T[2 * batch.Distinct.Count][];
        for (int i = 0; i < batch.Distinct.Count; i++)
        {
            T[]? row = table.Find(batch.Distinct[i]);
            if (row is null)
            {
                _new.Add(batch.Distinct[i]);
                _places.Add(i);
            }
            else
            {
                _rows[i] = row;
            }
        }

        if (_new.Count == 0)
            return null;
        _newBatch.Fill([.. _new.Select(word => new[] { word })]);
        return _newBatch;
    }

    /// <summary>Folds the words that <see cref="Find"/> gave back.</summary>
    public void Fold(RowBlock<T> encoded)
    {
        T[][] rows = new T[_new.Count][];
        table.Fold(_new, encoded, rows);
        for (int i = 0; i < rows.Length; i++)
            _rows[_places[i]] = rows[i];
    }
}
