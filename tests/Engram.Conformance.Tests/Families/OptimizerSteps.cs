using System.Text.Json;
using Engram.Conformance.Tests.Cases;
using Engram.Numerics;
using Engram.Training;
using Engram.Training.Optimizers;

namespace Engram.Conformance.Tests.Families;

/// <summary>Applies the gradients of a case, step by step, and compares the parameters after each.</summary>
internal static class OptimizerSteps
{
    public static void Run(VectorCase vector, OptimizerOptions options, double learningRate)
    {
        Parameter<double>[] parameters
            = [.. vector.Get("parameters").EnumerateObject().Select(item => Parameter(item.Name, VectorTensor.Read(item.Value)))];
        IOptimizer<double> optimizer = options.Create(parameters);
        JsonElement expected = vector.Get("expected_after_step");
        int step = 0;
        foreach (JsonElement gradients in vector.Get("gradients_per_step").EnumerateArray())
        {
            foreach (Parameter<double> parameter in parameters)
                VectorTensor.Read(gradients.GetProperty(parameter.Name)).Data.CopyTo(parameter.Gradient, 0);

            optimizer.Step(learningRate, Clip(vector, parameters, step));

            foreach (Parameter<double> parameter in parameters)
                vector.Tolerance.AssertClose(
                    $"{parameter.Name} after step {step + 1}", VectorTensor.Read(expected[step].GetProperty(parameter.Name)), parameter.Value);
            step++;
        }

        Assert.Equal(expected.GetArrayLength(), step);
    }

    /// <summary>A parameter that holds a tensor's elements.</summary>
    public static Parameter<double> Parameter(string name, VectorTensor tensor)
    {
        Parameter<double> parameter = new(name, 1, tensor.Data.Length);
        parameter.Set(tensor.Data);
        return parameter;
    }

    // Clips the way the case says; the factor of the norm goes into the step, as in training.
    private static double Clip(VectorCase vector, Parameter<double>[] parameters, int step)
    {
        if (vector.Find("attributes", "clipvalue") is JsonElement limit)
            GradientClipping.ByValue(parameters, limit.GetDouble());
        if (vector.Find("attributes", "clip_grad_norm") is not JsonElement maximum)
            return 1;
        double norm = GradientClipping.Norm(parameters);
        vector.Tolerance.AssertClose($"norm before step {step + 1}", vector.Get("total_norm_before_clipping")[step].GetDouble(), norm);
        return GradientClipping.Factor(norm, maximum.GetDouble());
    }
}
