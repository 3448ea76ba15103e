using Engram.Cells;
using Engram.Layers;

namespace Engram.Lessons;

/// <summary>A gated recurrent unit, step by step: the update gate keeps the old state.</summary>
internal sealed class GruLesson() : Lesson(
    "gru",
    "A GRU, step by step",
    "一个 GRU，一步一步算",
    LessonSetting.Sequence("x1", 0.8, -1, 0.3, 0.5, -0.4),
    LessonSetting.Sequence("x2", -1, 1, 1, -1, 0),
    LessonSetting.Sequence("x3", -1, 0, 1, 1, -1),
    LessonSetting.Number("wz", 10),
    LessonSetting.Number("wr", 10),
    LessonSetting.Number("wh", 1),
    LessonSetting.Number("uh", 1),
    LessonSetting.Number("h0", 0))
{
    private protected override void Teach(LessonWriter page, LessonValues values)
    {
        page.Step("cell", "The cell", "单元").Say(
            "A GRU has one state h, memory and output at once, and two gates. The update gate z says how much of the old state stays; the reset "
                + "gate r says "
            + "how much of it the candidate h~ gets to see. h' = z·h + (1 − z)·h~. What an LSTM does with an input and a forget gate, z does "
            + "alone: only "
            + "where the old goes out does the new come in. Here x1 is what may be stored, x2 tells z, x3 tells r.",
            "GRU 只有一个状态 h，既是记忆又是输出，还有两个门。更新门 z 说旧的状态留多少；重置门 r 说候选值 h~ 看得见多少旧的状态。h' = z·h + (1 − z)·h~。"
            + "LSTM 用输入门和遗忘门做的事，z 一个就做了：旧的出去，新的才进来。这里 x1 是可能要存的东西，x2 管 z，x3 管 r。");
        double[] x2 = values.Numbers("x2"), x3 = values.Numbers("x3");
        double[][] inputs = [.. values.Numbers("x1").Select((x1, t) => (double[])[x1, x2[t], x3[t]])];
        GruCell<double> cell = new(1);
        cell.RecurrentKernel.Set([0, 0, values.Number("uh")]);
        RecurrentLayer<double> layer = new(cell, 3);
        layer.Input.Kernel.Set([0, values.Number("wz"), 0, 0, 0, values.Number("wr"), values.Number("wh"), 0, 0]);
        CellTrace trace = new(layer, inputs, ("hidden", [values.Number("h0")]));
        for (int t = 0; t < inputs.Length; t++)
            Step(page, values, inputs[t], trace, t);
        page.Step("why", "What to see", "看点")
            .Say(
                "Where z is near 1 the state stays what it was, whatever x1 is. So z keeps. Some papers write h' = (1 − z)·h + z·h~, where "
                + "z lets in; Keras, PyTorch and ONNX keep, as here.",
                "z 接近 1 的时候，不管 x1 是什么，状态都不变：z 是保留。有些论文写成 h' = (1 − z)·h + z·h~，那里的 z 是放进来；Keras、PyTorch 和 ONNX 和这里一样，是保留。")
            .Keep("hidden", [.. Enumerable.Range(0, trace.Steps).Select(t => trace.After("hidden", t)[0])]);
    }

    private static void Step(LessonWriter page, LessonValues values, double[] input, CellTrace trace, int t)
    {
        double z = trace.Gate("updateGate", t)[0], r = trace.Gate("resetGate", t)[0], candidate = trace.Gate("candidate", t)[0];
        double before = trace.Before("hidden", t)[0], after = trace.After("hidden", t)[0], seen = trace.Gate("resetHidden", t)[0];
        string mostly = z > 0.9 ? page.In("the old state stays", "旧的状态留下") : z < 0.1 ? page.In("the new comes in", "新的进来")
            : page.In("old and new are mixed", "新旧混合");
        page.Step($"{t + 1}", $"Step {t + 1}: x = {Arithmetic.Vector(input)}; {mostly}", $"第 {t + 1} 步：x = {Arithmetic.Vector(input)}；{mostly}")
            .Show($"z  = σ({Arithmetic.Product(values.Number("wz"), input[1])}) = {Arithmetic.Number(z)}")
            .Show($"r  = σ({Arithmetic.Product(values.Number("wr"), input[2])}) = {Arithmetic.Number(r)}")
            .Gate("updateGate", z, "update gate", "更新门")
            .Gate("resetGate", r, "reset gate", "重置门")
            .Show($"r·h = {Arithmetic.Product(r, before)} = {Arithmetic.Number(seen)}")
            .Show($"h~ = tanh({Arithmetic.Sum([(values.Number("wh"), input[0]), (values.Number("uh"), seen)])}) = {Arithmetic.Number(candidate)}")
            .Show($"h  {Arithmetic.Number(before)} → {Arithmetic.Sum([(z, before), (1 - z, candidate)])} = {Arithmetic.Number(after)}")
            .Keep("input", input)
            .Keep("updateSignal", values.Number("wz") * input[1])
            .Keep("resetSignal", values.Number("wr") * input[2])
            .Keep("candidateSignal", (values.Number("wh") * input[0]) + (values.Number("uh") * seen))
            .Keep("newShare", 1 - z)
            .Keep("resetHidden", seen)
            .Keep("candidate", candidate)
            .Keep("hiddenBefore", before)
            .Keep("hidden", after);
    }
}
