using System.Numerics;
using Engram.Cells;
using Engram.Conformance.Tests.Cases;
using Engram.Conformance.Tests.Networks;
using Engram.Layers;
using Engram.Numerics;

namespace Engram.Conformance.Tests.Families.Torch;

/// <summary>Where the weights of PyTorch's <c>nn.RNN</c>, <c>nn.LSTM</c> or <c>nn.GRU</c> go.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="kind">Which.</param>
/// <param name="bias">Whether there are biases.</param>
/// <param name="find">A weight by PyTorch's name; <see langword="null"/> where there is none.</param>
/// <param name="links">Where the weights are noted.</param>
/// <param name="prefix">What stands before each name among the links.</param>
internal sealed class TorchWeights<T>(string kind, bool bias, Func<string, VectorTensor?> find, WeightLinks<T> links, string prefix = "")
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly Dictionary<string, int[]> GateOrders = new()
    {
        ["torch.RNN"] = [0],
        ["torch.GRU"] = [1, 0, 2], // r z n
        ["torch.LSTM"] = [0, 1, 2, 3], // i f g o, as here
    };

    /// <summary>Notes the weights of one layer and direction.</summary>
    /// <param name="suffix">What PyTorch puts behind their names: <c>_l0</c>, <c>_l1_reverse</c>.</param>
    /// <param name="layer">The product's layer.</param>
    public void Link(string suffix, RecurrentLayer<T> layer)
    {
        int[] order = GateOrders[kind];
        VectorTensor Weight(string name) => find(name + suffix) ?? throw new KeyNotFoundException($"There is no weight {name}{suffix}.");
        void AddGates(string name, Parameter<T> target) =>
            links.AddGates(prefix + name + suffix, Weight(name), MatrixView.Of(Weight(name)), target, order);

        AddGates("weight_ih", layer.Input.Kernel);
        AddGates("weight_hh", layer.RecurrentKernel);
        if (layer.Cell is LstmCell<T> { ProjectionKernel: Parameter<T> projection })
            links.AddAll($"{prefix}weight_hr{suffix}", Weight("weight_hr"), MatrixView.Of(Weight("weight_hr")), projection);
        if (!bias)
            return;
        AddGates("bias_ih", layer.Input.Bias);
        if (layer.InnerBias is not Parameter<T> inner)
        {
            AddGates("bias_hh", layer.Input.Bias);
            return;
        }

        VectorTensor second = Weight("bias_hh");
        MatrixView view = MatrixView.Of(second);
        links.AddGates($"{prefix}bias_hh{suffix}", second, view.ColumnRange(0, 2 * inner.Columns), layer.Input.Bias, order.AsSpan(0, 2));
        links.AddAll($"{prefix}bias_hh{suffix}", second, view.ColumnRange(2 * inner.Columns, inner.Columns), inner);
    }
}
