using Engram.Cells;
using Engram.Layers;
using Engram.Numerics;

namespace Engram.Tests.Cells;

/// <summary>The numbers that the lecture works out by hand, computed by the cells.</summary>
public sealed class LectureNumbersTests
{
    private static readonly double[][] Small = [[1, 1], [1, 1], [2, 2]];
    private static readonly double[][] Turned = [[2, 2], [1, 1], [1, 1]];

    // x1, x2, x3
    private static readonly double[][] Table = [[3, 1, 0], [4, 1, 0], [2, 0, 0], [1, 0, 1], [3, -1, 0]];

    [Fact]
    public void Elman_WithEveryWeightOne_RemembersAndMindsTheOrder()
    {
        Assert.Equal([2, 2, 6, 6, 16, 16], Run(LinearElman(), Small, part: 0).SelectMany(row => row));
        Assert.Equal([8, 8, 20, 20, 44, 44], Outputs(Run(LinearElman(), Turned, part: 0)));
        Assert.Equal([4, 4, 12, 12, 32, 32], Outputs(Run(LinearElman(), Small, part: 0)));
    }

    [Fact]
    public void Jordan_WithEveryWeightOne_FeedsBackTheOutput()
    {
        JordanOptions linear = new() { HiddenActivation = Activation.Linear, OutputActivation = Activation.Linear };

        double[][] outputs = Run(WithOnes(new RecurrentLayer<double>(new JordanCell<double>(2, 2, linear), 2)), Small, part: 0);

        Assert.Equal([4, 4, 20, 20, 88, 88], outputs.SelectMany(row => row));
    }

    [Fact]
    public void InputGatedLstm_OnTheLecturesTable_WritesKeepsLetsOutAndResets()
    {
        RecurrentLayer<double> layer = LectureCell(out _);

        AssertClose([3.000000, 7.000000, 6.999773, 6.999501, 0.000000], Run(layer, Table, part: 1));
        AssertClose([0.000136, 0.000318, 0.000318, 6.999501, 0.000000], Run(layer, Table, part: 0));
    }

    [Fact]
    public void Lstm_WithoutRecurrentWeights_IsTheLecturesCell()
    {
        LstmOptions linear = new() { CandidateActivation = Activation.Linear, OutputActivation = Activation.Linear };
        RecurrentLayer<double> lecture = LectureCell(out double[] kernel), full = new(new LstmCell<double>(1, linear), 3);
        full.Input.Kernel.Set(kernel);
        full.Input.Bias.Set(lecture.Input.Bias.Value);

        Assert.Equal(Run(lecture, Table, part: 1), Run(full, Table, part: 1));
    }

    [Fact]
    public void InputGatedLstm_OnTheLongTable_LetsOutWhatWasAdded()
    {
        double[] x1 = [1, 3, 2, 4, 2, 1, 3, 6, 1], x2 = [0, 1, 0, 1, 0, 0, -1, 1, 0], x3 = [0, 0, 0, 0, 0, 1, 0, 0, 1];
        double[][] inputs = [.. x1.Select((value, t) => (double[])[value, x2[t], x3[t]])];

        double[][] outputs = Run(LectureCell(out _), inputs, part: 0);

        Assert.Equal([0, 0, 0, 0, 0, 7, 0, 0, 6], outputs.Select(row => Math.Round(row[0])));
    }

    [Theory]
    [InlineData(100, 7)]
    [InlineData(-100, 0)]
    public void ForgetGate_WhenOpen_KeepsTheMemory(double signal, double kept)
    {
        // memory 7, no input: the forget gate's pre-activation is the signal alone
        InputGatedLstmCell<double> cell = new(1, new() { CandidateActivation = Activation.Linear });
        RowBuffer<double> gates = new(1, cell.GateColumns), previous = new(1, cell.StateColumns), next = new(1, cell.StateColumns);
        gates.Row(0)[cell.BlockWidth] = signal;
        previous.Row(0)[cell.State[1].Start] = 7;
        cell.Prepare();

        cell.Step(gates.Block, previous.Block, next.Block);

        Assert.Equal(kept, next.Row(0)[cell.State[1].Start], 9);
    }

    [Fact]
    public void Parameters_OfALayerWith150InputsAnd300Units_AreAsManyAsTheLectureCounts()
    {
        Assert.Equal(135_300, Count(new ElmanCell<float>(300)));
        Assert.Equal(541_200, Count(new LstmCell<float>(300)));
        Assert.Equal(542_100, Count(new LstmCell<float>(300, peepholes: true)));
        Assert.Equal(405_900, Count(new GruCell<float>(300)));
        Assert.Equal(406_200, Count(new GruCell<float>(300, new() { ResetAfter = true })));
        Assert.Equal(405_900, Count(new LstmCell<float>(300, new LstmOptions { Coupling = LstmCoupling.ForgetFromInput })));
    }

    private static int Count(IRecurrentCell<float> cell) => new RecurrentLayer<float>(cell, 150).Parameters.Sum(parameter => parameter.Count);

    private static RecurrentLayer<double> LinearElman() => WithOnes(new(new ElmanCell<double>(2, Activation.Linear), 2));

    private static RecurrentLayer<double> WithOnes(RecurrentLayer<double> layer)
    {
        foreach (Parameter<double> parameter in layer.Parameters.Where(parameter => !parameter.Name.EndsWith("ias", StringComparison.Ordinal)))
            parameter.Value.AsSpan().Fill(1);
        return layer;
    }

    // The lecture's output layer: two outputs, every weight 1.
    private static IEnumerable<double> Outputs(double[][] hidden) => hidden.SelectMany(row => (double[])[row.Sum(), row.Sum()]);

    // i = σ(100·x2 − 10), f = σ(100·x2 + 10), candidate = x1, o = σ(100·x3 − 10)
    private static RecurrentLayer<double> LectureCell(out double[] kernel)
    {
        LstmOptions linear = new() { CandidateActivation = Activation.Linear, OutputActivation = Activation.Linear };
        RecurrentLayer<double> layer = new(new InputGatedLstmCell<double>(1, linear), 3);
        layer.Input.Kernel.Set(kernel = [0, 100, 0, 0, 100, 0, 1, 0, 0, 0, 0, 100]);
        layer.Input.Bias.Set([-10, 10, 0, -10]);
        return layer;
    }

    private static double[][] Run(RecurrentLayer<double> layer, double[][] inputs, int part)
    {
        layer.Prepare();
        PackedBatch batch = new();
        batch.Pack([inputs.Length]);
        RowBuffer<double> input = new(inputs.Length, layer.InputSize);
        for (int t = 0; t < inputs.Length; t++)
            inputs[t].CopyTo(input.Row(t));
        RecurrentPass<double> pass = (RecurrentPass<double>)layer.CreatePass();
        pass.Forward(batch, input.Block);
        CellPart columns = layer.Cell.State[part];
        double[][] rows = new double[inputs.Length][];
        for (int t = 0; t < rows.Length; t++)
            rows[t] = pass.States.Row(t).Slice(columns.Start, columns.Count).ToArray();
        return rows;
    }

    private static void AssertClose(double[] expected, double[][] actual)
    {
        for (int t = 0; t < expected.Length; t++)
            Assert.Equal(expected[t], actual[t][0], 1e-6);
    }
}
