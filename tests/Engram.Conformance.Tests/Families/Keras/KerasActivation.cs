using System.Numerics;
using System.Text.Json;
using Engram.Cells;
using Engram.Conformance.Tests.Cases;

namespace Engram.Conformance.Tests.Families.Keras;

/// <summary>Keras's <c>Activation</c>: a function of the product for each element, or a softmax for each vector.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class KerasActivation<T> : KerasLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly string _name;
    private KerasArray? _output;

    /// <summary>Builds the layer.</summary>
    /// <param name="where">What it belongs to, for messages.</param>
    /// <param name="json">The layer: <c>attributes</c>.</param>
    public KerasActivation(string where, JsonElement json)
    {
        CaseOptions options = new(where, json.GetProperty("attributes"));
        _name = options.Text("activation", "linear");
        options.Allow("name", "dtype").RequireAllAsked();
        if (!KerasSoftmax.Is(_name))
            KerasActivations.Read(_name);
    }

    /// <inheritdoc/>
    public override KerasArray Forward(KerasArray input, IReadOnlyList<double[]>? initial = null) => _output = KerasSoftmax.Is(_name)
        ? KerasSoftmax.Apply<T>(_name, input)
        : input with { Data = [.. input.Data.Select(x => double.CreateTruncating(Function.Apply(T.CreateTruncating(x))))] };

    /// <inheritdoc/>
    public override KerasArray Backpropagate(KerasArray dOutput)
    {
        if (KerasSoftmax.Is(_name))
            throw new NotSupportedException($"The activation '{_name}' is trained only with the loss that belongs to it.");
        return dOutput with
        {
            Data = [.. dOutput.Data.Zip(_output!.Data, (gradient, y) => gradient * double.CreateTruncating(Function.Derivative(T.CreateTruncating(y))))],
        };
    }

    /// <inheritdoc/>
    protected override void Prepare()
    {
    }

    private Activation Function => KerasActivations.Read(_name);
}
