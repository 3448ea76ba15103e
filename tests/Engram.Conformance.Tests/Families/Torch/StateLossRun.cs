using System.Numerics;
using System.Text.Json;
using Engram.Conformance.Tests.Cases;
using Engram.Conformance.Tests.Networks;

namespace Engram.Conformance.Tests.Families.Torch;

/// <summary>Runs a network on a case whose loss weighs the outputs and the final states, and compares everything that the case expects.</summary>
/// <remarks>loss = Σ output·loss_output + Σ h_n·loss_h + Σ c_n·loss_c.</remarks>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="vector">The case.</param>
/// <param name="run">The network.</param>
/// <param name="links">Its weights.</param>
/// <param name="batchFirst">Whether the sentence is the first axis.</param>
internal sealed class StateLossRun<T>(VectorCase vector, NetworkRun<T> run, WeightLinks<T> links, bool batchFirst)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Runs and compares.</summary>
    public void Run()
    {
        links.Load();
        VectorTensor x = vector.Tensor("inputs", "x");
        int steps = x.Shape[batchFirst ? 1 : 0], sentences = x.Shape[batchFirst ? 0 : 1];
        int[] lengths = vector.FindTensor("inputs", "lengths")?.ToInts() ?? [.. Enumerable.Repeat(steps, sentences)];
        SentenceLayout layout = SentenceLayout.OfLengths(steps, lengths, batchFirst);
        foreach ((string letter, string part) in TorchStates.Parts)
        {
            TorchStates.Give(run, vector.FindTensor("inputs", letter + "0"), (direction, values) => direction.SetInitial(part, values));
            TorchStates.Give(run, vector.FindTensor("inputs", "loss_" + letter), (direction, values) => direction.SetFinalGradient(part, values));
        }

        double[] output = run.Forward(layout, x.Data);
        CompareOutputs(layout, output);
        double[] dInput = run.Backpropagate(layout, vector.Tensor("inputs", "loss_output").Data);
        foreach (JsonProperty gradient in vector.Get("gradients").EnumerateObject())
            vector.Tolerance.AssertClose($"gradient of {gradient.Name}", VectorTensor.Read(gradient.Value), Gradient(gradient.Name, layout, dInput));
    }

    private void CompareOutputs(SentenceLayout layout, double[] output)
    {
        double loss = Product(output, vector.Tensor("inputs", "loss_output"));
        foreach ((string letter, string part) in TorchStates.Parts)
        {
            if (vector.FindTensor("expected", letter + "_n") is not VectorTensor expected)
                continue;
            double[] final = TorchStates.Take(run, direction => direction.Final(layout, part));
            vector.Tolerance.AssertClose(letter + "_n", expected, final);
            loss += vector.FindTensor("inputs", "loss_" + letter) is VectorTensor weights ? Product(final, weights) : 0;
        }

        vector.Tolerance.AssertClose("output", vector.Tensor("expected", "output"), output);
        vector.Tolerance.AssertClose("loss", vector.Tensor("expected", "loss").Data[0], loss);
        string[] known = ["output", "h_n", "c_n", "loss"];
        Assert.Empty(vector.Get("expected").EnumerateObject().Select(item => item.Name).Except(known));
    }

    private double[] Gradient(string name, SentenceLayout layout, double[] dInput) => name switch
    {
        "input.x" => dInput,
        "input.h0" => TorchStates.Take(run, direction => direction.InitialGradient(layout, "hidden")),
        "input.c0" => TorchStates.Take(run, direction => direction.InitialGradient(layout, "cellState")),
        _ when name.StartsWith("weight.", StringComparison.Ordinal) => links.Gradient(name["weight.".Length..]),
        _ => throw new NotSupportedException($"The case wants the gradient of '{name}', which is not known here."),
    };

    private static double Product(double[] values, VectorTensor weights) => values.Zip(weights.Data, (value, weight) => value * weight).Sum();
}
