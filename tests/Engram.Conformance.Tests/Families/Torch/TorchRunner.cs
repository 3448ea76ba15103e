using System.Numerics;
using Engram.Conformance.Tests.Cases;
using Engram.Conformance.Tests.Networks;

namespace Engram.Conformance.Tests.Families.Torch;

/// <summary><c>torch.RNN</c>, <c>torch.GRU</c>, <c>torch.LSTM</c>: outputs, final states, and the gradients of a loss on all of them.</summary>
public sealed class TorchRunner : ICaseRunner
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = ["torch.RNN", "torch.GRU", "torch.LSTM"];

    /// <inheritdoc/>
    public void Run(VectorCase vector)
    {
        if (vector.Tensor("inputs", "x").IsSingle)
            Run<float>(vector);
        Run<double>(vector);
    }

    private static void Run<T>(VectorCase vector)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CaseOptions options = new(vector.Name, vector.Find("attributes"));
        bool batchFirst = options.Flag("batch_first", false);
        WeightLinks<T> links = new();
        TorchNetwork<T> network = new(
            vector.Kind, options,
            new TorchWeights<T>(vector.Kind, options.Flag("bias", true), name => vector.FindTensor("weights", name), links));
        options.Allow("dropout"); // of training
        options.RequireAllAsked();
        Assert.Equal(vector.Get("weights").EnumerateObject().Select(weight => weight.Name).Order(), links.Names.Order());
        new StateLossRun<T>(vector, new NetworkRun<T>([.. network.Layers]), links, batchFirst).Run();
    }
}
