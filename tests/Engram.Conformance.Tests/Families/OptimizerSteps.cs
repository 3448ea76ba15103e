using System.Text.Json;
using Engram.Conformance.Tests.Cases;
using Engram.Numerics;
using Engram.Training;
using Engram.Training.Optimizers;

namespace Engram.Conformance.Tests.Families;

/// <summary>Applies the gradients of a case, step by step, and compares the parameters after each.</summary>
internal static class OptimizerSteps
{
    /// <summary>Runs a case.</summary>
    /// <param name="vector">The case.</param>
    /// <param name="optimizer">What it trains with.</param>
    /// <param name="options">Its attributes; those about clipping are asked for here.</param>
    /// <param name="learningRate">The learning rate.</param>
    public static void Run(VectorCase vector, OptimizerOptions optimizer, CaseOptions options, double learningRate)
    {
        Parameter<double>[] parameters
            = [.. vector.Get("parameters").EnumerateObject().Select(item => Parameter(item.Name, VectorTensor.Read(item.Value)))];
        IOptimizer<double> trained = optimizer.Create(parameters);
        double sign = options.Flag("maximize", false) ? -1 : 1; // uphill is downhill along the opposite gradient
        JsonElement expected = vector.Get("expected_after_step");
        int step = 0;
        foreach (JsonElement gradients in vector.Get("gradients_per_step").EnumerateArray())
        {
            foreach (Parameter<double> parameter in parameters)
                VectorTensor.Read(gradients.GetProperty(parameter.Name)).Data.CopyTo(parameter.Gradient, 0);

            trained.Step(learningRate, sign * Clip(vector, options, parameters, step));

            foreach (Parameter<double> parameter in parameters)
                vector.Tolerance.AssertClose(
                    $"{parameter.Name} after step {step + 1}", VectorTensor.Read(expected[step].GetProperty(parameter.Name)), parameter.Value);
            step++;
        }

        Assert.Equal(expected.GetArrayLength(), step);
        options.RequireAllAsked();
    }

    /// <summary>A parameter that holds a tensor's elements.</summary>
    public static Parameter<double> Parameter(string name, VectorTensor tensor)
    {
        Parameter<double> parameter = new(name, 1, tensor.Data.Length);
        parameter.Set(tensor.Data);
        return parameter;
    }

    // Clips the way the case says; the factor of the norm goes into the step, as in training.
    private static double Clip(VectorCase vector, CaseOptions options, Parameter<double>[] parameters, int step)
    {
        if ((options.Number("clipvalue") ?? options.Number("clip_grad_value")) is double limit)
            GradientClipping.ByValue(parameters, limit);
        if (options.Number("clipnorm") is double each)
            GradientClipping.ByNormOfEach(parameters, each);
        if (options.Number("global_clipnorm") is double all)
            return GradientClipping.Factor(GradientClipping.Norm(parameters), all, epsilon: 0);
        if (options.Number("clip_grad_norm") is not double maximum)
            return 1;
        double norm = GradientClipping.Norm(parameters);
        if (vector.Find("total_norm_before_clipping") is JsonElement expected)
            vector.Tolerance.AssertClose($"norm before step {step + 1}", expected[step].GetDouble(), norm);
        return GradientClipping.Factor(norm, maximum);
    }
}
