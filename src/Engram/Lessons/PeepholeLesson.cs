using Engram.Cells;
using Engram.Layers;

namespace Engram.Lessons;

/// <summary>The lecture's peephole and the usual one on the same step.</summary>
internal sealed class PeepholeLesson() : Lesson(
    "peephole",
    "Peepholes: the lecture's and everybody else's",
    "Peephole：课上画的和大家用的",
    LessonSetting.Number("x", 1),
    LessonSetting.Number("h", 0.5),
    LessonSetting.Number("c", 2),
    LessonSetting.List("w", 0.5, 0.4, 1, 0.3),
    LessonSetting.List("u", 0.2, 0.1, -0.5, 0.6),
    LessonSetting.List("p", 0.7, -0.3, 0.25, 0.8),
    LessonSetting.List("b", 0, 1, 0, -0.5))
{
    private static readonly string[] Gates = ["inputGate", "forgetGate", "candidate", "outputGate"];
    private static readonly string[] Letters = ["i", "f", "c~", "o"];

    private protected override void Teach(LessonWriter page, LessonValues values)
    {
        double x = values.Number("x"), h = values.Number("h"), c = values.Number("c");
        page.Step("step", "One step, two readings", "同一步，两种读法")
            .Say(
                "Through a peephole the gates see the memory. The lecture draws every product over one long vector: the input x, the old output h, "
                    + "the old "
                + "memory c; the candidate's too. Gers and Schmidhuber, ONNX and Engram do it otherwise: the candidate sees no memory, and the "
                + "output "
                + "gate sees the new memory, not the old.",
                "有了 peephole，门就看得见记忆。课上把每个乘积都画在一个长向量上：输入 x、旧的输出 h、旧的记忆 c，候选值也一样。"
                + "Gers 和 Schmidhuber、ONNX 和 Engram 不是这样：候选值看不见记忆，输出门看的是新的记忆，不是旧的。")
            .Show($"x = {Arithmetic.Number(x)}   h = {Arithmetic.Number(h)}   c = {Arithmetic.Number(c)}")
            .Show(page.In("weights in the order i, f, c~, o:  ", "权重的顺序是 i, f, c~, o：") + $"w = {Arithmetic.Vector(values.Numbers("w"))}   "
                + $"u = {Arithmetic.Vector(values.Numbers("u"))}   p = {Arithmetic.Vector(values.Numbers("p"))}   b = "
                + $"{Arithmetic.Vector(values.Numbers("b"))}");
        CellTrace lecture = Lecture(values), usual = Usual(values);
        double[] old = [c, c, c, c];
        Form(page, values, "lecture", "The lecture's form: all four see the old memory", "课上的形式：四个都看旧的记忆", lecture, old);
        double[] seen = [c, c, 0, usual.After("cellState", 0)[0]];
        Form(page, values, "usual", "The usual form: o sees the new memory, c~ sees none", "通常的形式：o 看新的记忆，c~ 不看记忆", usual, seen);
        Compare(page, lecture, usual);
    }

    private static void Form(LessonWriter page, LessonValues values, string name, string english, string chinese, CellTrace trace, double[] seen)
    {
        LessonWriter.StepDraft step = page.Step(name, english, chinese);
        double before = trace.Before("cellState", 0)[0], memory = trace.After("cellState", 0)[0], hidden = trace.After("hidden", 0)[0];
        double i = trace.Gate("inputGate", 0)[0], f = trace.Gate("forgetGate", 0)[0];
        double g = trace.Gate("candidate", 0)[0], o = trace.Gate("outputGate", 0)[0];
        for (int k = 0; k < Gates.Length; k++)
        {
            if (k == 3)
                step.Show($"c' = f·c + i·c~ = {Arithmetic.Sum([(f, before), (i, g)])} = {Arithmetic.Number(memory)}");
            double[] w = [values.Numbers("w")[k], values.Numbers("u")[k], values.Numbers("p")[k]];
            bool peeps = name == "lecture" || k != 2;
            string sum = Arithmetic.Sum(
                [(w[0], values.Number("x")), (w[1], values.Number("h")), .. peeps ? [(w[2], seen[k])] : Array.Empty<(double, double)>()],
                values.Numbers("b")[k]);
            step.Show($"{Letters[k],-2} = {(k == 2 ? "tanh" : "σ")}({sum}) = {Arithmetic.Number(trace.Gate(Gates[k], 0)[0])}");
        }

        step.Show($"h' = o·tanh(c') = {Arithmetic.Number(o)}·tanh({Arithmetic.Number(memory)}) = {Arithmetic.Number(hidden)}")
            .Gate("inputGate", i, "input gate", "输入门")
            .Gate("forgetGate", f, "forget gate", "遗忘门")
            .Gate("outputGate", o, "output gate", "输出门")
            .Keep("candidate", g)
            .Keep("memoryBefore", before)
            .Keep("memory", memory)
            .Keep("hidden", hidden);
    }

    private static void Compare(LessonWriter page, CellTrace lecture, CellTrace usual)
    {
        const int Inputs = 150, Units = 300;
        int joined = Count(new LstmCell<float>(Units), Inputs + Units), diagonal = Count(new LstmCell<float>(Units, peepholes: true), Inputs);
        string left = Arithmetic.Number(lecture.After("hidden", 0)[0]), right = Arithmetic.Number(usual.After("hidden", 0)[0]);
        page.Step("compare", "Compared", "比一比")
            .Say(
                $"The same numbers give h' = {left} in the lecture's form and {right} in the usual one. They also differ in size. With {Inputs} "
                    + $"inputs and {Units} units:",
                $"同样的数，课上的形式给出 h' = {left}，通常的形式给出 {right}。大小也不同。{Inputs} 个输入、{Units} 个单元：")
            .Show(page.In("lecture, full matrices over (x, h, c):  ", "课上，(x, h, c) 上的完整矩阵：") + $"4·({Units}·({Inputs} + {Units} + {Units}) + "
                + $"{Units}) = "
                + Arithmetic.Count(joined))
            .Show(page.In("usual, one weight a gate and unit:  ", "通常，每个门每个单元一个权重：") + $"4·({Units}·({Inputs} + {Units}) + {Units}) + 3·{Units} = "
                + Arithmetic.Count(diagonal))
            .Say(
                "The lecture's form is an ordinary LSTM whose input is x and the old memory side by side, and that is how this page computed it. A "
                    + "gate of the "
                + "usual form sees only the memory of its own unit, so it costs next to nothing.",
                "课上的形式就是一个普通的 LSTM，输入是并排的 x 和旧的记忆，这一页就是这样算的。通常的形式里，一个门只看自己那个单元的记忆，几乎不花什么。")
            .Keep("lectureParameters", joined)
            .Keep("usualParameters", diagonal);
    }

    private static CellTrace Lecture(LessonValues values)
    {
        RecurrentLayer<double> layer = new(new LstmCell<double>(1), 2);
        layer.Input.Kernel.Set([.. values.Numbers("w").Zip(values.Numbers("p")).SelectMany(pair => (double[])[pair.First, pair.Second])]);
        return Run(layer, values, [values.Number("x"), values.Number("c")]);
    }

    private static CellTrace Usual(LessonValues values)
    {
        LstmCell<double> cell = new(1, peepholes: true);
        double[] p = values.Numbers("p");
        cell.Peephole!.Set([p[0], p[1], p[3]]);
        RecurrentLayer<double> layer = new(cell, 1);
        layer.Input.Kernel.Set(values.Numbers("w"));
        return Run(layer, values, [values.Number("x")]);
    }

    private static CellTrace Run(RecurrentLayer<double> layer, LessonValues values, double[] input)
    {
        layer.Input.Bias.Set(values.Numbers("b"));
        ((LstmCell<double>)layer.Cell).RecurrentKernel.Set(values.Numbers("u"));
        return new CellTrace(layer, [input], ("hidden", [values.Number("h")]), ("cellState", [values.Number("c")]));
    }

    private static int Count(IRecurrentCell<float> cell, int inputs) =>
        new RecurrentLayer<float>(cell, inputs).Parameters.Sum(parameter => parameter.Count);
}
