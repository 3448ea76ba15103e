using System.Numerics;

namespace Engram.Layers;

/// <summary>The states of all recurrent layers of a network, from the bottom up, forward before reverse; or their gradients.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="Layers">One for each layer and direction.</param>
public sealed record NetworkState<T>(IReadOnlyList<LayerState<T>> Layers)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
