using System.Numerics;
using Engram.Cells;
using Engram.Layers;
using Engram.Numerics;

namespace Engram.Tests.Cells;

/// <summary>Each cell over seven time steps, against numbers that eng/reference/cells.py computed from the equations, one at a time.</summary>
public sealed class CellReferenceTests
{
    private const int InputSize = 2;
    private const int Units = 3;
    private const int Outputs = 2;
    private const int Steps = 7;

    /// <summary>The last state, part after part.</summary>
    public static TheoryData<string, double[]> Expected() => new()
    {
        { "elman", [-0.416869077, -0.281384801, 0.685616111] },
        { "elman relu", [0.440206143, 0.000000000, 1.543256664] },
        { "jordan", [-0.014856697, 0.554416544, 0.361404538, 0.638595462, 0.361404538, 0.638595462, 0.552265758, 0.346173124, 0.657329796] },
        { "jordan decay", [0.193878827, 0.445183294, 0.437502451, 0.562497549, 0.833510687, 1.150864313, 0.700285962, 0.330816382, 0.523312884] },
        { "hybrid", [-0.002264547, 0.510757142, 0.374485439, 0.625514561, 0.374485439, 0.625514561, 0.684599460, 0.209423313, 0.795254306] },
        { "lstm", [0.048890654, 0.122117136, 0.016937769, 0.263910116, 0.196208505, 0.025809202] },
        { "lstm peephole", [0.008013546, 0.172468586, 0.007335901, 0.042492893, 0.294136614, 0.011053422] },
        { "lstm forgetFromInput", [0.016647186, -0.495982337, 0.160330905, 0.035075307, -0.850084470, 0.390048945] },
        { "lstm inputFromForget peephole", [0.145872261, -0.387015122, 0.195532927, 0.320833946, -0.752534004, 0.404584161] },
        { "lstm projection", [0.156732129, 0.060075316, 0.331256108, 0.262827688, -0.195311852] },
        { "inputGated", [0.060853549, 0.163594150, -0.172331436, 0.257621934, 0.302489182, -0.244450801] },
        { "gru before", [0.579340261, 0.265472479, -0.196907008] },
        { "gru after", [0.719395124, 0.026126329, -0.346671722] },
    };

    [Theory]
    [MemberData(nameof(Expected))]
    public void Step_OverSevenTimeSteps_MatchesTheReference(string name, double[] expected)
    {
        double[] state = LastState<double>(name);
        float[] inFloat = LastState<float>(name);

        Assert.Equal(expected.Length, state.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], state[i], 2e-9);
            Assert.Equal(expected[i], inFloat[i], 1e-5);
        }
    }

    private static T[] LastState<T>(string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RecurrentLayer<T> layer = new(Create<T>(name), InputSize);
        foreach (Parameter<T> parameter in layer.Parameters)
            Fill(parameter);
        layer.Prepare();
        PackedBatch batch = new();
        batch.Pack([Steps]);
        RowBuffer<T> input = new(Steps, InputSize);
        for (int t = 0; t < Steps; t++)
        {
            for (int k = 0; k < InputSize; k++)
                input.Row(t)[k] = T.CreateTruncating(Math.Sin((0.8 * t) + (1.4 * k) + 0.2));
        }

        RecurrentPass<T> pass = (RecurrentPass<T>)layer.CreatePass();
        pass.Forward(batch, input.Block);
        T[] row = pass.FinalState(batch, 0).ToArray();
        return [.. layer.Cell.State.SelectMany(part => row.AsSpan(part.Start, part.Count).ToArray())];
    }

    private static IRecurrentCell<T> Create<T>(string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => name switch
        {
            "elman" => new ElmanCell<T>(Units),
            "elman relu" => new ElmanCell<T>(Units, Activation.Relu),
            "jordan" => new JordanCell<T>(Units, Outputs),
            "jordan decay" => new JordanCell<T>(Units, Outputs, new() { ContextDecay = 0.5 }),
            "hybrid" => new JordanCell<T>(Units, Outputs, new() { HiddenFeedback = true }),
            "lstm" => new LstmCell<T>(Units),
            "lstm peephole" => new LstmCell<T>(Units, peepholes: true),
            "lstm forgetFromInput" => new LstmCell<T>(Units, new LstmOptions { Coupling = LstmCoupling.ForgetFromInput }),
            "lstm inputFromForget peephole" =>
                new LstmCell<T>(Units, new LstmOptions { Coupling = LstmCoupling.InputFromForget, Peepholes = true }),
            "lstm projection" => new LstmCell<T>(Units, new LstmOptions { ProjectionSize = Outputs }),
            "inputGated" => new InputGatedLstmCell<T>(Units),
            "gru before" => new GruCell<T>(Units),
            "gru after" => new GruCell<T>(Units, new() { ResetAfter = true }),
            _ => throw new ArgumentException($"No cell '{name}'."),
        };

    // The same waves as in the script: every weight differs from every other.
    private static void Fill<T>(Parameter<T> parameter)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (Func<double, double> wave, double size, double rate, double shift) = parameter.Name switch
        {
            "kernel" => ((Func<double, double>)Math.Cos, 0.9, 0.7, 0.3),
            "bias" => (Math.Cos, 0.4, 2.3, 1.0),
            "recurrentKernel" => (Math.Sin, 0.9, 1.1, 0.5),
            "recurrentBias" => (Math.Cos, 0.5, 1.9, 0.4),
            "peephole" => (Math.Sin, 0.7, 1.7, 0.2),
            "projectionKernel" => (Math.Cos, 0.7, 1.5, 0.1),
            "outputKernel" => (Math.Cos, 0.8, 1.3, 0.6),
            "outputBias" => (Math.Sin, 0.3, 2.1, 0.9),
            "hiddenKernel" => (Math.Sin, 0.6, 0.9, 1.2),
            _ => throw new ArgumentException($"No wave for '{parameter.Name}'."),
        };
        for (int i = 0; i < parameter.Count; i++)
            parameter.Value[i] = T.CreateTruncating(size * wave((rate * i) + shift));
    }
}
