using System.Numerics;
using System.Text.Json;
using Engram.Cells;
using Engram.Conformance.Tests.Cases;
using Engram.Conformance.Tests.Networks;
using Engram.Layers;

namespace Engram.Conformance.Tests.Families.Keras;

/// <summary>Keras's <c>Dense</c>, for each vector on its own.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class KerasDense<T> : KerasLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dense<T> _dense;
    private readonly NetworkRun<T> _run;
    private readonly string? _softmax;
    private KerasArray? _input;

    /// <summary>Builds the layer.</summary>
    /// <param name="where">What it belongs to, for messages.</param>
    /// <param name="json">The layer: <c>attributes</c>, <c>weights</c>.</param>
    public KerasDense(string where, JsonElement json)
    {
        CaseOptions options = new(where, json.GetProperty("attributes"));
        string? name = options.TextOrNull("activation", "linear");
        _softmax = KerasSoftmax.Is(name) ? name : null;
        Activation activation = KerasActivations.Read(_softmax is null ? name : null);
        VectorTensor kernel = VectorTensor.Read(json.GetProperty("weights").GetProperty("kernel"));
        _dense = new Dense<T>(kernel.Shape[0], options.Whole("units", kernel.Shape[1]), activation);
        Links.AddAll("kernel", kernel, MatrixView.Of(kernel).Transposed, _dense.Product.Kernel);
        if (options.Flag("use_bias", true))
        {
            VectorTensor bias = VectorTensor.Read(json.GetProperty("weights").GetProperty("bias"));
            Links.AddAll("bias", bias, MatrixView.Of(bias), _dense.Product.Bias);
        }

        options.Allow("name", "dtype").RequireAllAsked();
        _run = new NetworkRun<T>(_dense);
    }

    /// <inheritdoc/>
    public override KerasArray Forward(KerasArray input, IReadOnlyList<double[]>? initial = null)
    {
        _input = input;
        double[] output = _run.Forward(EveryVector(input), input.Data);
        KerasArray result = input with { Data = output, Columns = _dense.OutputSize };
        return _softmax is null ? result : KerasSoftmax.Apply<T>(_softmax, result);
    }

    /// <inheritdoc/>
    public override KerasArray Backpropagate(KerasArray dOutput) => _softmax is null
        ? _input! with { Data = _run.Backpropagate(EveryVector(_input), dOutput.Data), Mask = null }
        : throw new NotSupportedException($"The activation '{_softmax}' is trained only with the loss that belongs to it.");

    /// <inheritdoc/>
    protected override void Prepare() => _dense.Prepare();

    // Masked steps too: only their gradient may be 0.
    private static SentenceLayout EveryVector(KerasArray input) => new(1, input.Vectors, batchFirst: true, (_, _) => true);
}
