using Engram.Cells;
using Engram.Layers;

namespace Engram.Lessons;

/// <summary>The lecture's LSTM cell: x1 is what may be stored, x2 writes or resets, x3 lets out. Gates are sigmoid, everything else linear.</summary>
internal sealed class LectureCell
{
    private readonly (double Weight, double Bias) _input;
    private readonly (double Weight, double Bias) _forget;
    private readonly (double Weight, double Bias) _output;

    /// <summary>Builds the cell from the learner's weights and runs it over the learner's inputs.</summary>
    public LectureCell(LessonValues values)
    {
        _input = (values.Number("wi"), values.Number("bi"));
        _forget = (values.Number("wf"), values.Number("bf"));
        _output = (values.Number("wo"), values.Number("bo"));
        double[] x2 = values.Numbers("x2"), x3 = values.Numbers("x3");
        Inputs = [.. values.Numbers("x1").Select((x1, t) => (double[])[x1, x2[t], x3[t]])];
        LstmOptions linear = new() { CandidateActivation = Activation.Linear, OutputActivation = Activation.Linear };
        RecurrentLayer<double> layer = new(new InputGatedLstmCell<double>(1, linear), 3);
        layer.Input.Kernel.Set([0, _input.Weight, 0, 0, _forget.Weight, 0, 1, 0, 0, 0, 0, _output.Weight]);
        layer.Input.Bias.Set([_input.Bias, _forget.Bias, 0, _output.Bias]);
        Trace = new CellTrace(layer, Inputs, ("cellState", [values.Number("c0")]));
    }

    /// <summary>x1, x2, x3, step by step.</summary>
    public double[][] Inputs { get; }

    public CellTrace Trace { get; }

    /// <summary>What the learner may change, with inputs of its own.</summary>
    public static IReadOnlyList<LessonSetting> Settings(double[] x1, double[] x2, double[] x3) =>
    [
        LessonSetting.Sequence("x1", x1), LessonSetting.Sequence("x2", x2), LessonSetting.Sequence("x3", x3), LessonSetting.Number("wi", 100),
        LessonSetting.Number("bi", -10), LessonSetting.Number("wf", 100), LessonSetting.Number("bf", 10), LessonSetting.Number("wo", 100),
        LessonSetting.Number("bo", -10), LessonSetting.Number("c0", 0),
    ];

    public double InputGate(int step) => Trace.Gate("inputGate", step)[0];

    public double ForgetGate(int step) => Trace.Gate("forgetGate", step)[0];

    public double OutputGate(int step) => Trace.Gate("outputGate", step)[0];

    public double MemoryBefore(int step) => Trace.Before("cellState", step)[0];

    public double Memory(int step) => Trace.After("cellState", step)[0];

    public double Output(int step) => Trace.After("hidden", step)[0];

    /// <summary>What goes into σ.</summary>
    public double InputSignal(int step) => Signal(_input, Inputs[step][1]);

    public double ForgetSignal(int step) => Signal(_forget, Inputs[step][1]);

    public double OutputSignal(int step) => Signal(_output, Inputs[step][2]);

    public string InputGateLine(int step) => Line("i", _input, Inputs[step][1], InputGate(step));

    public string ForgetGateLine(int step) => Line("f", _forget, Inputs[step][1], ForgetGate(step));

    public string OutputGateLine(int step) => Line("o", _output, Inputs[step][2], OutputGate(step));

    /// <summary>What the gates do at a step, in words.</summary>
    public string Action(int step, LessonWriter page)
    {
        string x1 = Arithmetic.Number(Inputs[step][0]);
        bool writes = InputGate(step) > 0.5, keeps = ForgetGate(step) > 0.5, shows = OutputGate(step) > 0.5;
        string memory = (writes, keeps) switch
        {
            (true, true) => page.In($"adds {x1}", $"加上 {x1}"),
            (true, false) => page.In($"is replaced by {x1}", $"换成 {x1}"),
            (false, true) => page.In("stays", "保持"),
            _ => page.In("is reset", "清零"),
        };
        return shows ? page.In($"{memory}, and is let out", $"{memory}，并输出") : memory;
    }

    private static double Signal((double Weight, double Bias) weights, double input) => (weights.Weight * input) + weights.Bias;

    private static string Line(string gate, (double Weight, double Bias) weights, double input, double value) =>
        $"{gate} = σ({Arithmetic.Sum([(weights.Weight, input)], weights.Bias)}) = σ({Arithmetic.Number(Signal(weights, input))}) = "
        + Arithmetic.Number(value);
}
