using System.Numerics;
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
        if (vector.Get("parameters").EnumerateObject().Any(item => VectorTensor.Read(item.Value).IsSingle))
            Run<float>(vector, optimizer, options, learningRate);
        Run<double>(vector, optimizer, options, learningRate);
    }

    private static void Run<T>(VectorCase vector, OptimizerOptions optimizer, CaseOptions options, double learningRate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Parameter<T>[] parameters
            = [.. vector.Get("parameters").EnumerateObject().Select(item => Parameter<T>(item.Name, VectorTensor.Read(item.Value)))];
        IOptimizer<T> trained = optimizer.Create(parameters);
        double sign = options.Flag("maximize", false) ? -1 : 1; // uphill is downhill along the opposite gradient
        JsonElement expected = vector.Get("expected_after_step");
        int step = 0;
        foreach (JsonElement gradients in vector.Get("gradients_per_step").EnumerateArray())
        {
            foreach (Parameter<T> parameter in parameters)
                VectorTensor.Read(gradients.GetProperty(parameter.Name)).To<T>().CopyTo(parameter.Gradient, 0);

            trained.Step(learningRate, sign * Clip(vector, options, parameters, step));

            foreach (Parameter<T> parameter in parameters)
                vector.Tolerance.AssertClose(
                    $"{parameter.Name} after step {step + 1}", VectorTensor.Read(expected[step].GetProperty(parameter.Name)), parameter.Value);
            step++;
        }

        Assert.Equal(expected.GetArrayLength(), step);
        options.RequireAllAsked();
    }

    /// <summary>A parameter that holds a tensor's elements.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    public static Parameter<T> Parameter<T>(string name, VectorTensor tensor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Parameter<T> parameter = new(name, 1, tensor.Data.Length);
        parameter.Set(tensor.To<T>());
        return parameter;
    }

    // Clips the way the case says; the factor of the norm goes into the step, as in training.
    private static double Clip<T>(VectorCase vector, CaseOptions options, Parameter<T>[] parameters, int step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
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
