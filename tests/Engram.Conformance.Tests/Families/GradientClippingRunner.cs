using System.Numerics;
using System.Text.Json;
using Engram.Conformance.Tests.Cases;
using Engram.Numerics;
using Engram.Training;

namespace Engram.Conformance.Tests.Families;

/// <summary><c>torch.clip_grad_*</c>: gradients cut off by value or scaled by their common norm.</summary>
public sealed class GradientClippingRunner : ICaseRunner
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = ["torch.clip_grad_norm", "torch.clip_grad_value"];

    /// <inheritdoc/>
    public void Run(VectorCase vector)
    {
        if (vector.Get("gradients").EnumerateArray().Any(tensor => VectorTensor.Read(tensor).IsSingle))
            Run<float>(vector);
        Run<double>(vector);
    }

    private static void Run<T>(VectorCase vector)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Parameter<T>[] parameters
            = [.. vector.Get("gradients").EnumerateArray().Select((tensor, index) => OptimizerSteps.Parameter<T>($"{index}", VectorTensor.Read(tensor)))];
        foreach (Parameter<T> parameter in parameters)
            parameter.Value.CopyTo(parameter.Gradient, 0);

        double? norm = Clip(vector, parameters);

        foreach (JsonProperty expected in vector.Get("expected").EnumerateObject())
        {
            if (expected is { Name: "total_norm" } && norm is double total)
                vector.Tolerance.AssertClose("total_norm", VectorTensor.Read(expected.Value), [total]);
            else if (expected.Name == "gradients")
                AssertClose(vector, expected.Value, parameters);
            else
                Assert.Fail($"{vector.Name}: '{expected.Name}' is not known here.");
        }
    }

    private static void AssertClose<T>(VectorCase vector, JsonElement expected, Parameter<T>[] parameters)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Assert.Equal(parameters.Length, expected.GetArrayLength());
        for (int index = 0; index < parameters.Length; index++)
            vector.Tolerance.AssertClose($"gradients[{index}]", VectorTensor.Read(expected[index]), parameters[index].Gradient);
    }

    // The norm before; clipping by value has none.
    private static double? Clip<T>(VectorCase vector, Parameter<T>[] parameters)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CaseOptions options = new(vector.Name, vector.Attributes);
        double? norm = null;
        if (vector.Kind == "torch.clip_grad_value")
            GradientClipping.ByValue(parameters, options.Element("clip_value").GetDouble());
        else
            norm = GradientClipping.ByNorm(parameters, options.Element("max_norm").GetDouble(), NormType(options));
        options.Allow("foreach", "error_if_nonfinite").RequireAllAsked(); // how PyTorch computes, and when it throws
        return norm;
    }

    // Infinity has no number in JSON.
    private static double NormType(CaseOptions options) => !options.Has("norm_type") ? 2 : options.Element("norm_type") switch
    {
        { ValueKind: JsonValueKind.Number } power => power.GetDouble(),
        { ValueKind: JsonValueKind.String } text when text.GetString() is "inf" or "Infinity" or "infinity" => double.PositiveInfinity,
        var other => throw new NotSupportedException($"The norm_type {other} is not known here."),
    };
}
