using System.Numerics;
using Engram.Cells;
using Engram.Numerics;

namespace Engram.Layers;

/// <summary>A dense layer, y = act(W·x + b), for each word on its own; linear unless an activation is given.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class Dense<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Creates a layer of zeros.</summary>
    /// <param name="inputSize">Columns of the input, 1 or more.</param>
    /// <param name="outputSize">Columns of the output, 1 or more.</param>
    /// <param name="activation">act; linear by default.</param>
    public Dense(int inputSize, int outputSize, Activation activation = default)
    {
        Activation = activation;
        InputSize = inputSize;
        OutputSize = outputSize;
        Product = new InputProduct<T>(inputSize, 1, outputSize, outputSize);
        Parameters = [Product.Kernel, Product.Bias];
    }

    /// <summary>act.</summary>
    public Activation Activation { get; }

    /// <summary>W·x + b.</summary>
    public InputProduct<T> Product { get; }

    /// <inheritdoc/>
    public override int InputSize { get; }

    /// <inheritdoc/>
    public override int OutputSize { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    public override void Initialize(SeededRandom random) => Initializers.Glorot(Product.Kernel.Values, random);

    /// <inheritdoc/>
    public override void Prepare() => Product.Prepare();

    /// <inheritdoc/>
    public override LayerPass<T> CreatePass(WorkTeam? team = null) => new DensePass<T>(this, team);
}
