using System.Numerics;
using Engram.Numerics;

namespace Engram.Tagging;

/// <summary>The gradient of a loss with respect to the parameters of a CRF, summed over some sentences.</summary>
/// <remarks>
/// Each piece of a batch gets one of its own, so that pieces can run at the same time; adding them in the order of the pieces
/// then gives the same bits for any number of threads.
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class CrfGradient<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RowBuffer<T> _transitions;
    private readonly RowBuffer<T> _ends;

    /// <summary>Creates a gradient of zeros.</summary>
    /// <param name="tags">Number of tags, 1 or more.</param>
    public CrfGradient(int tags)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tags, 1);
        Tags = tags;
        _transitions = new(tags, Simd.PadRow(tags));
        _ends = new(2, Simd.PadRow(tags));
    }

    /// <summary>Number of tags.</summary>
    public int Tags { get; }

    /// <summary>With respect to the transitions, <c>[from, to]</c>.</summary>
    public RowBlock<T> Transitions => _transitions.Block.SliceColumns(0, Tags);

    /// <summary>With respect to the scores of the first tag, <c>[tags]</c>.</summary>
    public Span<T> Start => _ends.Row(0)[..Tags];

    /// <summary>With respect to the scores of the last tag, <c>[tags]</c>.</summary>
    public Span<T> End => _ends.Row(1)[..Tags];

    /// <summary>The transitions with their padding, for kernels that write whole vectors.</summary>
    internal RowBlock<T> PaddedTransitions => _transitions.Block;

    /// <summary>Sets everything to zero.</summary>
    public void Clear()
    {
        _transitions.Clear();
        _ends.Clear();
    }

    /// <summary>Adds this gradient to those of the parameters.</summary>
    /// <param name="crf">A field with as many tags.</param>
    /// <exception cref="ShapeException">It has another number of tags.</exception>
    public void AddTo(LinearChainCrf<T> crf)
    {
        ArgumentNullException.ThrowIfNull(crf);
        if (crf.Tags != Tags)
            throw new ShapeException(
                $"CrfGradient.AddTo: the gradient is of {Tags} tags, the field of {crf.Tags}. Create both with the same number.");
        for (int from = 0; from < Tags; from++)
            Add(Transitions.Row(from), crf.Transitions.Gradients.Row(from));
        Add(Start, crf.Start.Gradient);
        Add(End, crf.End.Gradient);
    }

    private static void Add(ReadOnlySpan<T> source, Span<T> destination)
    {
        for (int i = 0; i < source.Length; i++)
            destination[i] += source[i];
    }
}
