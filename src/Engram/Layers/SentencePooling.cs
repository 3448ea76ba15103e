using System.Numerics;
using Engram.Numerics;

namespace Engram.Layers;

/// <summary>Makes one vector of a sentence: for each column the largest value over the words, then a mean in which each word counts as much as it
/// matters.</summary>
/// <remarks>
/// <code>
/// a = softmax over the words of q·h_t      how much each word matters   [words]
/// p = (max_t h_t, Σ_t a_t h_t)             the sentence                 [2·inputSize]
/// </code>
/// <para>The query q is trained and starts at zero, where the second half is the plain mean. Yang et al., "Hierarchical Attention Networks for
/// Document Classification", NAACL 2016, equations 5 to 7, without their hidden layer.</para>
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class SentencePooling<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Creates a pooling with a query of zeros.</summary>
    /// <param name="inputSize">Columns of a word.</param>
    public SentencePooling(int inputSize)
    {
        Query = new Parameter<T>("query", 1, inputSize);
        Parameters = [Query];
    }

    /// <summary>q: what makes a word matter, <c>[1, inputSize]</c>.</summary>
    public Parameter<T> Query { get; }

    /// <summary>What is trained.</summary>
    public IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>Columns of a word.</summary>
    public int InputSize => Query.Columns;

    /// <summary>Columns of the vector: twice those of a word.</summary>
    public int OutputSize => 2 * InputSize;

    /// <summary>Creates the memory of a run.</summary>
    public SentencePoolingPass<T> CreatePass() => new(this);
}
