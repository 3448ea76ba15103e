using System.Numerics;
using Engram.Numerics;

namespace Engram.Layers;

/// <summary>Attention over the sentence: each word takes a mean of all words of its sentence, weighed by how well they match.</summary>
/// <remarks>
/// <para>Scaled dot-product attention with one head: Vaswani et al., "Attention Is All You Need", NIPS 2017, equation 1, within each sentence.</para>
/// <code>
/// q = W_q·x + b_q    k = W_k·x + b_k    v = W_v·x + b_v     [rows, size]
/// a_ij = softmax_j(q_i·k_j / √size)                         how much word i looks at word j
/// y_i  = Σ_j a_ij · v_j                                     [rows, size]
/// </code>
/// <para>Backwards, with dy given:</para>
/// <code>
/// dv_j += a_ij · dy_i       da_ij = dy_i·v_j       ds_ij = a_ij · (da_ij − Σ_m a_im · da_im)
/// dq_i += ds_ij · k_j / √size                      dk_j += ds_ij · q_i / √size
/// </code>
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class SelfAttention<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Creates a layer of zeros.</summary>
    /// <param name="inputSize">Columns of the input, 1 or more.</param>
    /// <param name="size">Columns of queries, keys and values, and so of the output, 1 or more.</param>
    public SelfAttention(int inputSize, int size)
    {
        InputSize = inputSize;
        OutputSize = size;
        Width = Simd.PadUnits(size);
        Product = new InputProduct<T>(inputSize, 3, size, Width);
        Parameters = [Product.Kernel, Product.Bias];
    }

    /// <summary>Queries, keys and values: <c>[3·size, inputSize]</c> and a bias each.</summary>
    public InputProduct<T> Product { get; }

    /// <inheritdoc/>
    public override int InputSize { get; }

    /// <inheritdoc/>
    public override int OutputSize { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>Columns from the queries to the keys, and from the keys to the values.</summary>
    internal int Width { get; }

    /// <inheritdoc/>
    public override void Initialize(SeededRandom random)
    {
        for (int block = 0; block < 3; block++)
            Initializers.Glorot(Product.Kernel.Values.SliceRows(block * OutputSize, OutputSize), random);
    }

    /// <inheritdoc/>
    public override void Prepare() => Product.Prepare();

    /// <inheritdoc/>
    public override LayerPass<T> CreatePass(WorkTeam? team = null) => new SelfAttentionPass<T>(this);
}
