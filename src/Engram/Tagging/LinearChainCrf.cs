using System.Numerics;
using Engram.Numerics;

namespace Engram.Tagging;

/// <summary>A linear-chain conditional random field: what it has learnt about which tag follows which, over the scores of the single words.</summary>
/// <remarks>
/// <para>Lafferty, McCallum, Pereira, "Conditional Random Fields", ICML 2001; in the form of Collobert et al., "Natural Language
/// Processing (Almost) from Scratch", JMLR 12 (2011), equations 12 and 13, with scores for the first and the last tag added:</para>
/// <code>
/// score(y)  = start[y_0] + Σ_t emission[t, y_t] + Σ_{t≥1} transitions[y_{t−1}, y_t] + end[y_{T−1}]
/// log P(y)  = score(y) − log Σ_{y'} exp(score(y'))
/// </code>
/// <para>This type holds the parameters; <see cref="CrfLattice{T}"/>, made from it, computes with them.</para>
/// </remarks>
/// <typeparam name="T"><see cref="float"/> to train and predict, <see cref="double"/> to check gradients.</typeparam>
public sealed class LinearChainCrf<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Creates a field whose scores are all 0: every sequence is as likely as its emissions say.</summary>
    /// <param name="tags">Number of tags, 1 or more.</param>
    public LinearChainCrf(int tags)
    {
        if (!Vector<T>.IsSupported)
            throw new NotSupportedException($"LinearChainCrf: {typeof(T).Name} has no vectors. Use float or double.");
        Transitions = new("transitions", tags, tags);
        Start = new("start", 1, tags);
        End = new("end", 1, tags);
        Parameters = [Transitions, Start, End];
    }

    /// <summary>Number of tags.</summary>
    public int Tags => Transitions.Rows;

    /// <summary>The score of one tag after another, <c>[from, to]</c>.</summary>
    public Parameter<T> Transitions { get; }

    /// <summary>The score of the first tag, <c>[1, tags]</c>.</summary>
    public Parameter<T> Start { get; }

    /// <summary>The score of the last tag, <c>[1, tags]</c>.</summary>
    public Parameter<T> End { get; }

    /// <summary>Transitions, start, end.</summary>
    public IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>Makes the lattice that computes with the present scores.</summary>
    /// <param name="constraints">Sequences outside these do not exist: neither decoded nor given any probability. Default: all exist.</param>
    /// <param name="temperature">All scores are divided by it: above 1 probabilities get more even. Finite, above 0; default 1.</param>
    /// <returns>A lattice; call its <see cref="CrfLattice{T}.Refresh"/> when the parameters have changed.</returns>
    public CrfLattice<T> CreateLattice(TagConstraints? constraints = null, double temperature = 1) => new(this, constraints, temperature);
}
