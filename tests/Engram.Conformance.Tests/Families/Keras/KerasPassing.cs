using System.Numerics;
using System.Text.Json;
using Engram.Conformance.Tests.Cases;

namespace Engram.Conformance.Tests.Families.Keras;

/// <summary>Keras's layers that return their input when they predict: <c>InputLayer</c>, <c>Dropout</c>, <c>SpatialDropout1D</c>.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class KerasPassing<T> : KerasLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _rate;

    /// <summary>Builds the layer.</summary>
    /// <param name="where">What it belongs to, for messages.</param>
    /// <param name="json">The layer: <c>attributes</c>.</param>
    public KerasPassing(string where, JsonElement json)
    {
        CaseOptions options = new(where, json.TryGetProperty("attributes", out JsonElement attributes) ? attributes : null);
        _rate = options.Number("rate", 0);
        options.Allow("name", "dtype", "seed", "noise_shape", "shape", "batch_shape", "input_shape", "batch_size").RequireAllAsked();
    }

    /// <inheritdoc/>
    public override KerasArray Forward(KerasArray input, IReadOnlyList<double[]>? initial = null) => input;

    /// <inheritdoc/>
    public override KerasArray Backpropagate(KerasArray dOutput) => _rate == 0
        ? dOutput
        : throw new NotSupportedException("Dropout draws at random while it is trained; no other software draws the same.");

    /// <inheritdoc/>
    protected override void Prepare()
    {
    }
}
