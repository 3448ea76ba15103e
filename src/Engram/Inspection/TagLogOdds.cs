using System.Numerics;
using Engram.Numerics;
using Engram.Tagging;

namespace Engram.Inspection;

/// <summary>The log-odds of one tag of one word of a sentence, and their gradient with respect to the emissions of all words.</summary>
/// <remarks>
/// <code>
/// log P(y_t = k) − log P(y_t ≠ k) = log Z(y_t = k) − log Z(y_t ≠ k)
/// ∂ / ∂ emission[s, j]            = (P(y_s = j | y_t = k) − P(y_s = j | y_t ≠ k)) / temperature
/// </code>
/// <para>Z over the sequences that have the tag, and over those that do not. With a softmax output words do not know of each other, and the gradient
/// is 0 but at the word itself.</para>
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class TagLogOdds<T>(CrfLattice<T> lattice, double temperature)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly CrfWorkspace<T> _workspace = new(lattice.Tags);
    private readonly RowBuffer<T> _restricted = new(lattice.Tags);
    private readonly T _inverse = T.CreateTruncating(1 / temperature);

    /// <summary>The log-odds.</summary>
    /// <param name="emissions"><c>[words, tags]</c>.</param>
    /// <param name="word">t.</param>
    /// <param name="tag">k.</param>
    public double Score(RowBlock<T> emissions, int word, int tag) =>
        LogPartition(emissions, word, tag, has: true) - LogPartition(emissions, word, tag, has: false);

    /// <summary>The log-odds and their gradient.</summary>
    /// <param name="emissions"><c>[words, tags]</c>.</param>
    /// <param name="word">t.</param>
    /// <param name="tag">k.</param>
    /// <param name="dEmissions"><c>[words, tags]</c>; overwritten.</param>
    public double Backpropagate(RowBlock<T> emissions, int word, int tag, RowBlock<T> dEmissions)
    {
        double with = LogPartition(emissions, word, tag, has: true);
        _workspace.Marginals.CopyTo(dEmissions);
        double without = LogPartition(emissions, word, tag, has: false);
        for (int row = 0; row < dEmissions.Rows; row++)
        {
            Span<T> gradient = dEmissions.Row(row);
            ReadOnlySpan<T> other = _workspace.Marginals.Row(row);
            for (int i = 0; i < gradient.Length; i++)
                gradient[i] = (gradient[i] - other[i]) * _inverse;
        }

        return with - without;
    }

    private double LogPartition(RowBlock<T> emissions, int word, int tag, bool has)
    {
        RowBlock<T> restricted = _restricted.Resize(emissions.Rows);
        emissions.CopyTo(restricted);
        Span<T> row = restricted.Row(word);
        T score = row[tag];
        if (has)
            row.Fill(T.NegativeInfinity);
        row[tag] = has ? score : T.NegativeInfinity;
        return lattice.ForwardBackward(restricted, _workspace);
    }
}
