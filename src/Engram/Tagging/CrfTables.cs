using System.Numerics;
using Engram.Numerics;

namespace Engram.Tagging;

/// <summary>The scores of a CRF as its inner loops want them: over the temperature, under the constraints, exponentiated, padded.</summary>
internal sealed class CrfTables<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LinearChainCrf<T> _crf;
    private readonly TagConstraints? _constraints;
    private readonly RowBuffer<T> _forbidden;
    private readonly RowBuffer<T> _transitions;
    private readonly RowBuffer<T> _edges;
    private readonly RowBuffer<T> _edgesByTarget;
    private readonly RowBuffer<T> _rows;

    public CrfTables(LinearChainCrf<T> crf, TagConstraints? constraints, T inverse)
    {
        _crf = crf;
        _constraints = constraints;
        Inverse = inverse;
        int padded = Simd.PadRow(crf.Tags);
        _forbidden = new(crf.Tags, padded);
        _transitions = new(crf.Tags, padded);
        _edges = new(crf.Tags, padded);
        _edgesByTarget = new(crf.Tags, padded);
        _rows = new(3, padded);
        Ones[..Tags].Fill(T.One);
        Transitions.Fill(T.NegativeInfinity);
        for (int from = 0; from < Tags; from++)
        {
            for (int to = 0; to < Tags; to++)
                _forbidden.Row(from)[to] = constraints?.CanFollow(from, to) == false ? T.NegativeInfinity : T.Zero;
        }

        Refresh();
    }

    /// <summary>Number of tags.</summary>
    public int Tags => _crf.Tags;

    /// <summary>1 / temperature.</summary>
    public T Inverse { get; }

    /// <summary>The transitions, <c>[from, to]</c>; −∞ where forbidden.</summary>
    public RowBlock<T> Transitions => _transitions.Block;

    /// <summary>exp(transition − largest), <c>[from, to]</c>; 0 where forbidden.</summary>
    public RowBlock<T> Edges => _edges.Block;

    /// <summary>The same, <c>[to, from]</c>.</summary>
    public RowBlock<T> EdgesByTarget => _edgesByTarget.Block;

    /// <summary>Scores of the first tag; −∞ where forbidden.</summary>
    public Span<T> Start => _rows.Row(0);

    /// <summary>Scores of the last tag; −∞ where forbidden.</summary>
    public Span<T> End => _rows.Row(1);

    /// <summary>1 for each tag, 0 in the padding.</summary>
    public Span<T> Ones => _rows.Row(2);

    /// <summary>What was subtracted from every transition before it was exponentiated.</summary>
    public double LargestTransition { get; private set; }

    /// <summary>The score of one tag after another.</summary>
    public double Transition(int from, int to) => double.CreateTruncating(Transitions[from, to]);

    /// <summary>Takes over the scores of the field.</summary>
    public void Refresh()
    {
        T largest = T.NegativeInfinity;
        for (int from = 0; from < Tags; from++)
        {
            Span<T> row = Transitions.Row(from);
            ReadOnlySpan<T> values = _crf.Transitions.Values.Row(from), forbidden = _forbidden.Row(from);
            for (int to = 0; to < values.Length; to++)
                row[to] = (values[to] * Inverse) + forbidden[to];
            largest = T.Max(largest, CrfKernels.Max(row));

            Start[from] = _constraints?.CanStart(from) == false ? T.NegativeInfinity : _crf.Start.Value[from] * Inverse;
            End[from] = _constraints?.CanEnd(from) == false ? T.NegativeInfinity : _crf.End.Value[from] * Inverse;
        }

        if (T.IsNegativeInfinity(largest))
            largest = T.Zero;
        LargestTransition = double.CreateTruncating(largest);
        for (int from = 0; from < Tags; from++)
        {
            Span<T> row = Edges.Row(from);
            CrfKernels.Exp(Transitions.Row(from), largest, row);
            Span<T> column = EdgesByTarget.Data[from..];
            for (int to = 0; to < Tags; to++)
                column[to * EdgesByTarget.Stride] = row[to];
        }
    }
}
