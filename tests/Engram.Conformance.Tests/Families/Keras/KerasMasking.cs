using System.Numerics;
using System.Text.Json;
using Engram.Conformance.Tests.Cases;

namespace Engram.Conformance.Tests.Families.Keras;

/// <summary>Keras's <c>Masking</c>: a step whose elements all are one value does not count, and becomes 0.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class KerasMasking<T> : KerasLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _value;
    private bool[] _counts = [];

    /// <summary>Builds the layer.</summary>
    /// <param name="where">What it belongs to, for messages.</param>
    /// <param name="json">The layer: <c>attributes</c>.</param>
    public KerasMasking(string where, JsonElement json)
    {
        CaseOptions options = new(where, json.GetProperty("attributes"));
        _value = options.Number("mask_value", 0);
        options.Allow("name", "dtype", "input_shape").RequireAllAsked();
    }

    /// <inheritdoc/>
    public override KerasArray Forward(KerasArray input, IReadOnlyList<double[]>? initial = null)
    {
        _counts = [.. input.Data.Chunk(input.Columns).Select(vector => vector.Any(element => element != _value))];
        return ZeroMasked(input) with { Mask = _counts };
    }

    /// <inheritdoc/>
    public override KerasArray Backpropagate(KerasArray dOutput) => ZeroMasked(dOutput);

    /// <inheritdoc/>
    protected override void Prepare()
    {
    }

    private KerasArray ZeroMasked(KerasArray array) =>
        array with { Data = [.. array.Data.Select((element, place) => _counts[place / array.Columns] ? element : 0)] };
}
