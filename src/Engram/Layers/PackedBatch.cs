using Engram.Numerics;

namespace Engram.Layers;

/// <summary>How the sentences of a batch lie in memory: longest first, time step by time step, with no padding.</summary>
/// <remarks>Rank 0 is the longest sentence. The rows of time step t stand together, those of the ranks that are at least t + 1 words long, so the
/// sentences that still run at a step are always the first ones.</remarks>
public sealed class PackedBatch
{
    private int[] _order = [];
    private int[] _lengths = [];
    private int[] _offsets = [0];
    private long[] _keys = [];

    /// <summary>Number of sentences.</summary>
    public int Sentences { get; private set; }

    /// <summary>Number of time steps: the length of the longest sentence.</summary>
    public int Steps { get; private set; }

    /// <summary>Number of rows: words in all sentences.</summary>
    public int Rows { get; private set; }

    /// <summary>Lays out sentences of the given lengths; memory is kept from call to call.</summary>
    /// <param name="lengths">Words of each sentence, 1 or more.</param>
    /// <exception cref="ShapeException">A sentence is empty.</exception>
    public void Pack(ReadOnlySpan<int> lengths)
    {
        Sentences = lengths.Length;
        if (_order.Length < lengths.Length)
        {
            int room = Math.Max(lengths.Length, 2 * _order.Length);
            (_order, _lengths, _keys) = (new int[room], new int[room], new long[room]);
        }

        Rows = 0;
        for (int i = 0; i < lengths.Length; i++)
        {
            if (lengths[i] < 1)
                throw new ShapeException($"PackedBatch.Pack: sentence {i} has length {lengths[i]}. Leave empty sentences out.");
            _keys[i] = ((long)(int.MaxValue - lengths[i]) << 32) | (uint)i; // longest first; of equal lengths the earlier one
            Rows += lengths[i];
        }

        _keys.AsSpan(0, Sentences).Sort();
        for (int rank = 0; rank < Sentences; rank++)
        {
            _order[rank] = (int)_keys[rank];
            _lengths[rank] = lengths[_order[rank]];
        }

        Steps = Sentences == 0 ? 0 : _lengths[0];
        SetOffsets();
    }

    /// <summary>Which of the given sentences has a rank.</summary>
    /// <param name="rank">0 (longest) to <see cref="Sentences"/> − 1.</param>
    public int Sentence(int rank) => _order[rank];

    /// <summary>Words of the sentence with a rank.</summary>
    /// <param name="rank">0 (longest) to <see cref="Sentences"/> − 1.</param>
    public int Length(int rank) => _lengths[rank];

    /// <summary>Sentences that are running at a time step.</summary>
    /// <param name="step">0 to <see cref="Steps"/> − 1.</param>
    public int RowsAt(int step) => _offsets[step + 1] - _offsets[step];

    /// <summary>The first row of a time step.</summary>
    /// <param name="step">0 to <see cref="Steps"/> − 1.</param>
    public int Offset(int step) => _offsets[step];

    /// <summary>The row of a word.</summary>
    /// <param name="rank">The rank of its sentence.</param>
    /// <param name="step">Its position in the sentence.</param>
    public int Row(int rank, int step) => _offsets[step] + rank;

    private void SetOffsets()
    {
        if (_offsets.Length < Steps + 1)
            _offsets = new int[Steps + 1];
        int running = Sentences;
        for (int step = 0; step < Steps; step++)
        {
            while (running > 0 && _lengths[running - 1] <= step)
                running--;
            _offsets[step + 1] = _offsets[step] + running;
        }
    }
}
