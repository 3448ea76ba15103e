using System.Numerics;
using System.Text.Json;
using Engram.Conformance.Tests.Cases;
using Engram.Conformance.Tests.Networks;
using Engram.Layers;
using Engram.Numerics;

namespace Engram.Conformance.Tests.Families.Keras;

/// <summary>Keras's <c>LayerNormalization</c> over the last axis. It takes its size from its weights, so it has at least one.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class KerasNormalization<T> : KerasLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LayerNormalization<T> _layer;
    private readonly NetworkRun<T> _run;
    private KerasArray? _input;

    /// <summary>Builds the layer.</summary>
    /// <param name="where">What it belongs to, for messages.</param>
    /// <param name="json">The layer: <c>attributes</c>, <c>weights</c>.</param>
    public KerasNormalization(string where, JsonElement json)
    {
        CaseOptions options = new(where, json.GetProperty("attributes"));
        JsonElement weights = json.GetProperty("weights");
        int size = VectorTensor.Read(weights.EnumerateObject().First().Value).Data.Length;
        _layer = new LayerNormalization<T>(size, options.Number("epsilon", 1e-3));
        if (options.Has("axis") && options.Element("axis").ToString() is not ("-1" or "[-1]" or "2" or "[2]"))
            throw new NotSupportedException($"{where}: LayerNormalization over the axis {options.Element("axis")} is not known here.");
        Link("gamma", options.Flag("scale", true), _layer.Scale);
        Link("beta", options.Flag("center", true), _layer.Shift);
        options.Allow("name", "dtype").RequireAllAsked();
        _run = new NetworkRun<T>(_layer);

        void Link(string name, bool has, Parameter<T> target)
        {
            if (has)
                Links.AddAll(name, VectorTensor.Read(weights.GetProperty(name)), new MatrixView(0, 1, size, size, 1), target);
        }
    }

    /// <inheritdoc/>
    public override KerasArray Forward(KerasArray input, IReadOnlyList<double[]>? initial = null)
    {
        _input = input;
        return input with { Data = _run.Forward(EveryVector(input), input.Data) };
    }

    /// <inheritdoc/>
    public override KerasArray Backpropagate(KerasArray dOutput) =>
        _input! with { Data = _run.Backpropagate(EveryVector(_input), dOutput.Data), Mask = null };

    /// <inheritdoc/>
    protected override void Prepare() => _layer.Prepare();

    private static SentenceLayout EveryVector(KerasArray input) => new(1, input.Vectors, batchFirst: true, (_, _) => true);
}
