using System.Numerics;
using Engram.Numerics;

namespace Engram.Layers;

/// <summary>Layers one above the other: each reads the output of the one before.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class Stacked<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Stacks layers. Their parameters are named after their position among the layers that have any: <c>0.kernel</c>.</summary>
    /// <param name="layers">From the bottom up, at least one.</param>
    /// <exception cref="ShapeException">A layer does not read as many columns as the one below writes.</exception>
    public Stacked(IReadOnlyList<Layer<T>> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentOutOfRangeException.ThrowIfZero(layers.Count);
        for (int i = 1; i < layers.Count; i++)
        {
            if (layers[i].InputSize != layers[i - 1].OutputSize)
                throw new ShapeException(
                    $"Stacked: layer {i} reads {layers[i].InputSize} columns, but layer {i - 1} writes {layers[i - 1].OutputSize}. Make them equal.");
        }

        Layers = layers;
        List<Parameter<T>> parameters = [];
        int position = 0;
        foreach (Layer<T> layer in layers.Where(layer => layer.Parameters.Count > 0))
        {
            foreach (Parameter<T> parameter in layer.Parameters)
                parameter.BelongTo(position.ToString(System.Globalization.CultureInfo.InvariantCulture));
            parameters.AddRange(layer.Parameters);
            position++;
        }

        Parameters = parameters;
    }

    /// <summary>The layers, from the bottom up.</summary>
    public IReadOnlyList<Layer<T>> Layers { get; }

    /// <inheritdoc/>
    public override int InputSize => Layers[0].InputSize;

    /// <inheritdoc/>
    public override int OutputSize => Layers[^1].OutputSize;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    public override void Initialize(SeededRandom random)
    {
        foreach (Layer<T> layer in Layers)
            layer.Initialize(random);
    }

    /// <inheritdoc/>
    public override void Prepare()
    {
        foreach (Layer<T> layer in Layers)
            layer.Prepare();
    }

    /// <inheritdoc/>
    public override LayerPass<T> CreatePass(WorkTeam? team = null) => new StackedPass<T>(this, team);
}
