using System.Numerics;
using Engram.Numerics;

namespace Engram.Tagging;

/// <summary>The memory that a CRF computes one sentence in. Grows to the longest sentence seen, then allocates no more.</summary>
/// <remarks>One thread at a time; lattices may share it. Rows are padded to whole vectors with tags that cannot be.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class CrfWorkspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _sum;
    private readonly T[] _best;
    private double[] _lost = [];

    /// <summary>Creates an empty workspace.</summary>
    /// <param name="tags">Number of tags, 1 or more.</param>
    public CrfWorkspace(int tags)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tags, 1);
        Tags = tags;
        int padded = Simd.PadRow(tags);
        Nodes = new(padded);
        Weights = new(padded);
        Alpha = new(padded);
        Beta = new(padded);
        Posterior = new(padded);
        Back = new(padded);
        _sum = new T[padded];
        _best = new T[padded];
    }

    /// <summary>Number of tags.</summary>
    public int Tags { get; }

    /// <summary>Words of the sentence computed last.</summary>
    public int Length { get; private set; }

    /// <summary>P(tag | sentence) for each word, <c>[length, tags]</c>, after <see cref="CrfLattice{T}.ForwardBackward"/>.</summary>
    public RowBlock<T> Marginals => Posterior.Block.SliceColumns(0, Tags);

    /// <summary>log Σ exp(score) over all sequences, after a forward pass.</summary>
    public double LogPartition { get; internal set; }

    /// <summary>Whether products of exponentials would have lost something, so that logarithms were used instead.</summary>
    internal bool InLogSpace { get; set; }

    /// <summary>Whether the backward pass was run for the sentence at hand.</summary>
    internal bool HasPosterior { get; set; }

    /// <summary>Emission + start + end for each word and tag; −∞ where the tag cannot be.</summary>
    internal RowBuffer<T> Nodes { get; }

    /// <summary>exp(node − largest node of the word).</summary>
    internal RowBuffer<T> Weights { get; }

    /// <summary>Forward sums, each row scaled so that its largest element is 1.</summary>
    internal RowBuffer<T> Alpha { get; }

    /// <summary>Weight ⊙ backward sum, row t scaled so that α_{t−1}(i)·E_ij·β_t(j) is P(y_{t−1} = i, y_t = j).</summary>
    internal RowBuffer<T> Beta { get; }

    /// <summary>The marginals with their padding.</summary>
    internal RowBuffer<T> Posterior { get; }

    /// <summary>Viterbi's predecessors, as numbers of type <typeparamref name="T"/> so that vectors can select them.</summary>
    internal RowBuffer<T> Back { get; }

    /// <summary>For each word, at most how much forward mass was rounded away.</summary>
    internal Span<double> Lost => _lost.AsSpan(0, Length);

    /// <summary>One padded row for a product.</summary>
    internal Span<T> Sum => _sum;

    /// <summary>One padded row for Viterbi's scores.</summary>
    internal Span<T> Best => _best;

    /// <summary>Logarithms of the forward sums, <c>[length, tags]</c>; empty until they are first needed.</summary>
    internal double[] LogAlpha { get; private set; } = [];

    /// <summary>Logarithms of the backward sums, <c>[length, tags]</c>; empty until they are first needed.</summary>
    internal double[] LogBeta { get; private set; } = [];

    /// <summary>Scores of the n best paths to each word and tag, <c>[length, tags, n]</c>.</summary>
    internal double[] PathScores { get; private set; } = [];

    /// <summary>Where those paths come from: tag·n + rank, <c>[length, tags, n]</c>.</summary>
    internal int[] PathOrigins { get; private set; } = [];

    /// <summary>Makes room for a sentence and forgets the one before.</summary>
    internal void Begin(int length)
    {
        Length = length;
        HasPosterior = false;
        InLogSpace = false;
        Nodes.Resize(length);
        if (_lost.Length < length)
            _lost = new double[Math.Max(length, 2 * _lost.Length)];
    }

    /// <summary>Makes room for logarithms.</summary>
    internal void BeginLogSpace()
    {
        InLogSpace = true;
        int count = checked(Length * Tags);
        if (LogAlpha.Length < count)
        {
            LogAlpha = new double[count];
            LogBeta = new double[count];
        }
    }

    /// <summary>Makes room for n paths to each word and tag.</summary>
    internal void BeginPaths(int n)
    {
        int count = checked(Length * Tags * n);
        if (PathScores.Length < count)
        {
            PathScores = new double[count];
            PathOrigins = new int[count];
        }
    }
}
