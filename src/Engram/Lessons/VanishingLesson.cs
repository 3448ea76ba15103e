using System.Text.Json;
using Engram.Cells;
using Engram.Inspection;
using Engram.Layers;
using Engram.Models;

namespace Engram.Lessons;

/// <summary>What is left of the gradient after some steps back: a simple network and an LSTM.</summary>
internal sealed class VanishingLesson() : Lesson(
    "vanishing",
    "The gradient that vanishes, and the one that stays",
    "会消失的梯度，和留下来的梯度",
    LessonSetting.Whole("steps", 50, 1, 200),
    LessonSetting.Number("x", 0, -10, 10),
    LessonSetting.Number("u", 0.9, -2, 2),
    LessonSetting.Number("large", 1.1, -2, 2),
    LessonSetting.Number("bf", 5, -20, 20))
{
    private const int Units = 20;

    private static readonly int[] Distances = [0, 1, 2, 5, 10, 20, 50, 100, 200];

    private protected override void Teach(LessonWriter page, LessonValues values)
    {
        int steps = values.Whole("steps");
        double u = values.Number("u"), large = values.Number("large"), bf = values.Number("bf");
        double[][] inputs = [.. Enumerable.Repeat<double[]>([values.Number("x")], steps + 1)];
        page.Step("question", "The question", "问题").Say(
            $"The last output is wrong; how loudly does the input {steps} steps earlier hear of it? Backpropagation through time multiplies one "
                + "factor "
            + "a step. Below are the gradients of the last output with respect to each input, from the code that trains the taggers.",
            $"最后的输出错了；{steps} 步之前的输入能听到多大的声音？沿时间反向传播，每一步乘一个因子。下面是最后的输出对每个输入的梯度，由训练标注器的同一段代码算出。");
        RecurrentLayer<double> lstm = Lstm(bf);
        CellTrace trace = new(lstm, inputs);
        double forget = trace.Gate("forgetGate", 0)[0];
        double[][] gradients =
            [Elman(u, Activation.Tanh, inputs), Elman(large, Activation.Linear, inputs), trace.Gradient()];
        string[] names =
        [
            $"Elman u={Arithmetic.Number(u)}", page.In("linear", "线性") + $" u={Arithmetic.Number(large)}", $"LSTM f={Arithmetic.Number(forget)}",
        ];
        int[] shown = [.. Distances.Where(distance => distance < steps), steps];
        page.Step("gradients", "The gradients", "梯度")
            .Table(
                [page.In("steps back", "往回的步数"), .. names],
                shown.Select(distance => (string[])[$"{distance}", .. gradients.Select(gradient => Arithmetic.Number(gradient[steps - distance]))]))
            .Keep("stepsBack", [.. shown.Select(distance => (double)distance)])
            .Keep("elman", [.. shown.Select(distance => gradients[0][steps - distance])])
            .Keep("linear", [.. shown.Select(distance => gradients[1][steps - distance])])
            .Keep("lstm", [.. shown.Select(distance => gradients[2][steps - distance])]);
        string comma = page.In(", ", "，");
        Left(page, "elman", $"Elman{comma}u = {Arithmetic.Number(u)}", u, gradients[0], values.Number("x") == 0);
        Left(page, "linear", page.In("without a curve", "没有曲线") + $"{comma}u = {Arithmetic.Number(large)}", large, gradients[1], exact: true);
        Left(page, "lstm", $"LSTM{comma}f = σ({Arithmetic.Number(bf)}) = {Arithmetic.Number(forget)}", forget, gradients[2], values.Number("x") == 0);
        EveryCell(page, steps, shown);
        page.Step("why", "What to see", "看点").Say(
            "A factor below 1 dies away, one above 1 blows up, and in a simple network the factor is a weight: it is the same at every step and "
                + "hard to keep "
            + "at 1. In an LSTM the memory is added to, not overwritten, and the factor is the forget gate: open it, and the gradient stays. That "
            + "is the "
            + "whole trick. Try --set bf=0, a gate half open.",
            "因子小于 1 就消失，大于 1 就爆炸；在简单的网络里这个因子是一个权重，每一步都一样，很难保持在 1。"
            + "LSTM 的记忆是加上去的，不是盖掉的，因子是遗忘门：把它打开，梯度就留下来。全部的窍门就在这里。试试 --set bf=0，半开的门。");
    }

    private static void EveryCell(LessonWriter page, int steps, int[] shown)
    {
        CellKind[] kinds = Enum.GetValues<CellKind>();
        double[][] fading = [.. kinds.Select(kind => GradientThroughTime.Fading(kind, Units, steps, seed: 1))];
        LessonWriter.StepDraft step = page.Step("cells", "Cell kind by cell kind", "一种一种的单元").Say(
            $"The same in networks of {Units} units whose weights are as every training starts them, with random inputs: the length of the "
                + "gradient, as a share of that at the last word. The forget gates start open, with a bias of 1.",
            $"同样的事，在 {Units} 个单元的网络里，权重是每次训练开始时的样子，输入随机：梯度的长度，以最后一个词的为 1。遗忘门一开始是开的，偏置为 1。");
        step.Table(
            [page.In("cell", "单元"), .. shown.Select(distance => $"{distance}")],
            kinds.Select((kind, i) => (string[])[$"{kind}", .. shown.Select(distance => Arithmetic.Number(fading[i][distance]))]));
        for (int i = 0; i < kinds.Length; i++)
            step.Keep(JsonNamingPolicy.CamelCase.ConvertName($"{kinds[i]}"), [.. shown.Select(distance => fading[i][distance])]);
    }

    private static void Left(LessonWriter page, string name, string title, double factor, double[] gradient, bool exact)
    {
        int steps = gradient.Length - 1;
        double share = gradient[^1] == 0 ? 0 : gradient[0] / gradient[^1]; // a curve that is quite flat lets nothing through at all
        LessonWriter.StepDraft step = page.Step(name, title, title);
        if (exact)
            step.Show($"{Arithmetic.Factor(factor)}^{steps} = {Arithmetic.Number(share)}");
        else
            step.Show($"{Arithmetic.Number(gradient[0])} / {Arithmetic.Number(gradient[^1])} = {Arithmetic.Number(share)}");
        if (share is >= 0 and <= 1)
            step.Gate("left", share, "gradient left", "剩下的梯度");
        else
            step.Keep("left", share);
        step.Keep("factor", factor);
    }

    private static double[] Elman(double u, Activation activation, double[][] inputs)
    {
        ElmanCell<double> cell = new(1, activation);
        cell.RecurrentKernel.Set([u]);
        RecurrentLayer<double> layer = new(cell, 1);
        layer.Input.Kernel.Set([1]);
        return new CellTrace(layer, inputs).Gradient();
    }

    // Input and output gate stand open; the candidate is the input.
    private static RecurrentLayer<double> Lstm(double forgetBias)
    {
        RecurrentLayer<double> layer = new(new LstmCell<double>(1), 1);
        layer.Input.Kernel.Set([0, 0, 1, 0]);
        layer.Input.Bias.Set([5, forgetBias, 0, 5]);
        return layer;
    }
}
