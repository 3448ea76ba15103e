using System.Numerics;
using System.Text.Json;
using Engram.Cells;
using Engram.Conformance.Tests.Cases;
using Engram.Conformance.Tests.Networks;
using Engram.Layers;
using Engram.Numerics;

namespace Engram.Conformance.Tests.Families.TensorFlow;

/// <summary>Where the weights of TensorFlow Lite's recurrent operators go: mostly one tensor a gate.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="weights">The weights of one direction.</param>
/// <param name="links">Where they are noted.</param>
/// <param name="prefix">What stands before each name among the links.</param>
internal sealed class LiteWeights<T>(JsonElement weights, WeightLinks<T> links, string prefix = "")
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly string[] Gates = ["input", "forget", "cell", "output"]; // as here
    private static readonly string[] Peepholes = ["input", "forget", "output"];

    /// <summary>Notes the weights of an LSTM. Coupled, its input gate has none.</summary>
    public void Link(RecurrentLayer<T> layer, LstmCell<T> cell)
    {
        bool coupled = cell.Options.Coupling != LstmCoupling.None;
        string[] gates = coupled ? Gates[1..] : Gates, peepholes = coupled ? Peepholes[1..] : Peepholes;
        for (int gate = 0; gate < gates.Length; gate++)
        {
            Add($"input_to_{gates[gate]}_weights", layer.Input.Kernel, row: gate * cell.Units);
            Add($"recurrent_to_{gates[gate]}_weights", cell.RecurrentKernel, row: gate * cell.Units);
            Add($"{gates[gate]}_gate_bias", layer.Input.Bias, column: gate * cell.Units);
        }

        for (int gate = 0; gate < peepholes.Length && cell.Peephole is not null; gate++)
            Add($"cell_to_{peepholes[gate]}_weights", cell.Peephole, row: gate);
        if (cell.ProjectionKernel is not null)
            Add("projection_weights", cell.ProjectionKernel);
        if (cell.ProjectionBias is not null)
            Add("projection_bias", cell.ProjectionBias);
        RequireAllLinked();
    }

    /// <summary>Notes the weights of a simple network.</summary>
    public void Link(RecurrentLayer<T> layer, ElmanCell<T> cell)
    {
        Add("input_weights", layer.Input.Kernel);
        Add("recurrent_weights", cell.RecurrentKernel);
        Add("bias", layer.Input.Bias);
        RequireAllLinked();
    }

    /// <summary>Notes the weights of a GRU, whose kernels are for input and state together: r and u in one, the candidate in the other.</summary>
    public void Link(RecurrentLayer<T> layer, GruCell<T> cell)
    {
        int[] swapped = [1, 0]; // u is z
        for (int gate = 0; gate < 2; gate++)
        {
            AddJoined("gate_weight", gate * cell.Units, swapped[gate] * cell.Units);
            VectorTensor bias = Weight("gate_bias");
            links.Add(
                prefix + "gate_bias", bias, MatrixView.Of(bias).ColumnRange(gate * cell.Units, cell.Units), layer.Input.Bias,
                column: swapped[gate] * cell.Units);
        }

        AddJoined("candidate_weight", 0, 2 * cell.Units);
        Add("candidate_bias", layer.Input.Bias, column: 2 * cell.Units);
        RequireAllLinked();

        void AddJoined(string name, int from, int to)
        {
            VectorTensor weight = Weight(name);
            MatrixView rows = MatrixView.Of(weight).RowRange(from, cell.Units);
            links.Add(prefix + name, weight, rows.ColumnRange(0, layer.InputSize), layer.Input.Kernel, row: to);
            links.Add(prefix + name, weight, rows.ColumnRange(layer.InputSize, cell.Units), cell.RecurrentKernel, row: to);
        }
    }

    /// <summary>Whether there is a weight.</summary>
    public bool Has(string name) => weights.TryGetProperty(name, out JsonElement weight) && weight.ValueKind != JsonValueKind.Null;

    private void Add(string name, Parameter<T> target, int row = 0, int column = 0) =>
        links.Add(prefix + name, Weight(name), MatrixView.Of(Weight(name)), target, row, column);

    private VectorTensor Weight(string name) => Has(name)
        ? VectorTensor.Read(weights.GetProperty(name))
        : throw new KeyNotFoundException($"There is no weight '{prefix}{name}'.");

    private void RequireAllLinked()
    {
        IEnumerable<string> names = weights.EnumerateObject().Select(weight => weight.Name).Where(Has);
        if (names.FirstOrDefault(name => !links.Names.Contains(prefix + name) && !name.StartsWith("dense_", StringComparison.Ordinal)) is not string unknown)
            return;
        throw new NotSupportedException(unknown.EndsWith("layer_norm_coefficients", StringComparison.Ordinal)
            ? $"layer_norm_coefficients: '{prefix}{unknown}' normalises inside the gates, which Engram does not."
            : $"The weight '{prefix}{unknown}' is not known here.");
    }
}
