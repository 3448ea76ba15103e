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
        Parameter<double>[] parameters
            = [.. vector.Get("gradients").EnumerateArray().Select((tensor, index) => OptimizerSteps.Parameter($"{index}", VectorTensor.Read(tensor)))];
        foreach (Parameter<double> parameter in parameters)
            parameter.Value.CopyTo(parameter.Gradient, 0);

        if (vector.Kind == "torch.clip_grad_value")
            GradientClipping.ByValue(parameters, vector.Get("attributes", "clip_value").GetDouble());
        else
            vector.Tolerance.AssertClose("total_norm", vector.Tensor("expected", "total_norm"), [Clip(vector, parameters)]);

        for (int index = 0; index < parameters.Length; index++)
            vector.Tolerance.AssertClose(
                $"gradients[{index}]", VectorTensor.Read(vector.Get("expected", "gradients")[index]), parameters[index].Gradient);
    }

    private static double Clip(VectorCase vector, Parameter<double>[] parameters)
        => GradientClipping.ByNorm(parameters, vector.Get("attributes", "max_norm").GetDouble(), NormType(vector));

    // Infinity has no number in JSON.
    private static double NormType(VectorCase vector) =>
        vector.Find("attributes", "norm_type") is { ValueKind: JsonValueKind.String } ? double.PositiveInfinity : vector.Option("norm_type", 2.0);
}
