using Engram.Cells;
using Engram.Layers;
using Engram.Numerics;

namespace Engram.Lessons;

/// <summary>The lecture's first network: two inputs, two hidden units, two outputs, nothing but sums, every weight 1 and no bias.</summary>
/// <param name="values">The learner's inputs <c>x1</c>, <c>x2</c> and weights: <c>w</c> from the input, <c>u</c> from the memory, <c>v</c> to the
/// output.</param>
internal sealed class SmallNetwork(LessonValues values)
{
    private const int Size = 2;

    /// <summary>What the learner may change.</summary>
    public static IReadOnlyList<LessonSetting> Settings { get; } =
    [
        LessonSetting.Sequence("x1", 1, 1, 2), LessonSetting.Sequence("x2", 1, 1, 2), LessonSetting.Number("w", 1), LessonSetting.Number("u", 1),
        LessonSetting.Number("v", 1),
    ];

    /// <summary>The inputs, step by step.</summary>
    public double[][] Inputs { get; } = [.. values.Numbers("x1").Zip(values.Numbers("x2"), (x1, x2) => (double[])[x1, x2])];

    public double InputWeight { get; } = values.Number("w");

    public double MemoryWeight { get; } = values.Number("u");

    public double OutputWeight { get; } = values.Number("v");

    /// <summary>Runs an Elman network: its memory is the hidden state.</summary>
    public CellTrace Elman(double[][] inputs) => new(Layer(new ElmanCell<double>(Size, Activation.Linear)), inputs);

    /// <summary>Runs two Elman networks, one from each end.</summary>
    /// <returns>For each step the hidden units of the one that reads forward, then those of the other.</returns>
    public double[][] Bidirectional(double[][] inputs)
    {
        RecurrentLayer<double> Half(Direction direction) => Layer(new ElmanCell<double>(Size, Activation.Linear), direction);
        Bidirectional<double> both = new(Half(Direction.Forward), Half(Direction.Reverse));
        both.Prepare();
        SequenceBatch<double> batch = new([inputs]);
        return batch.Scatter(both.CreatePass().Forward(batch.Layout, batch.Input))[0];
    }

    /// <summary>Runs a Jordan network: its memory is the output; or the hybrid, which remembers both.</summary>
    public CellTrace Jordan(double[][] inputs, bool hybrid = false)
    {
        JordanOptions linear = new() { HiddenActivation = Activation.Linear, OutputActivation = Activation.Linear, HiddenFeedback = hybrid };
        return new(Layer(new JordanCell<double>(Size, Size, linear)), inputs);
    }

    /// <summary>The output layer over some hidden units.</summary>
    public double[] Output(params double[] hidden)
    {
        InputProduct<double> product = new(hidden.Length, 1, Size, Size);
        product.Kernel.Value.AsSpan().Fill(OutputWeight);
        product.Prepare();
        RowBuffer<double> input = new(1, hidden.Length), output = new(1, Size);
        hidden.CopyTo(input.Row(0));
        product.Apply(input.Block, output.Block);
        return output.Row(0).ToArray();
    }

    /// <summary>w·x1 + w·x2 + u·m1 + u·m2 with the numbers in it: both hidden units compute the same.</summary>
    public string HiddenSum(double[] input, params double[] memory) =>
        Arithmetic.Sum([.. input.Select(x => (InputWeight, x)), .. memory.Select(m => (MemoryWeight, m))]);

    /// <summary>v·h1 + v·h2 with the numbers in it.</summary>
    public string OutputSum(params double[] hidden) => Arithmetic.Sum(hidden.Select(h => (OutputWeight, h)));

    private RecurrentLayer<double> Layer(IRecurrentCell<double> cell, Direction direction = Direction.Forward)
    {
        RecurrentLayer<double> layer = new(cell, Size, direction);
        layer.Input.Kernel.Value.AsSpan().Fill(InputWeight);
        foreach (Parameter<double> parameter in cell.Parameters)
        {
            double weight = parameter.Name switch { "outputKernel" => OutputWeight, "outputBias" => 0, _ => MemoryWeight };
            parameter.Value.AsSpan().Fill(weight);
        }

        return layer;
    }
}
