namespace Engram.Lessons;

/// <summary>The rule of the lecture's cell over nine steps: x2 writes or resets, x3 lets out.</summary>
internal sealed class LstmTableLesson() : Lesson(
    "lstm-table",
    "What an LSTM cell remembers, as a table",
    "LSTM 单元记住了什么：一张表",
    LectureCell.Settings([1, 3, 2, 4, 2, 1, 3, 6, 1], [0, 1, 0, 1, 0, 0, -1, 1, 0], [0, 0, 0, 0, 0, 1, 0, 0, 1]))
{
    private protected override void Teach(LessonWriter page, LessonValues values)
    {
        LectureCell cell = new(values);
        int[] steps = [.. Enumerable.Range(0, cell.Inputs.Length)];
        page.Step("rule", "The rule", "规则").Say(
            "x2 = 1 adds x1 to the memory, x2 = −1 resets the memory, x2 = 0 leaves it alone; x3 = 1 lets it out. No rule is written anywhere in "
                + "the cell: it "
            + "follows from the weights of the three gates.",
            "x2 = 1 把 x1 加进记忆，x2 = −1 把记忆清零，x2 = 0 不动它；x3 = 1 把它输出。单元里没有写任何规则：它来自三个门的权重。");
        string[] columns = page.In("step x1 x2 x3 input forget output memory y", "步 x1 x2 x3 输入门 遗忘门 输出门 记忆 y").Split(' ');
        string happens = page.In("what the memory does", "记忆怎么变");
        page.Step("table", "Step by step", "一步一步")
            .Table([.. columns, happens], steps.Select(t => Row(page, cell, t)))
            .Keep("memory", [.. steps.Select(cell.Memory)])
            .Keep("output", [.. steps.Select(cell.Output)])
            .Keep("inputGate", [.. steps.Select(cell.InputGate)])
            .Keep("forgetGate", [.. steps.Select(cell.ForgetGate)])
            .Keep("outputGate", [.. steps.Select(cell.OutputGate)]);
        double[] rounded = [.. steps.Select(t => Math.Round(cell.Output(t)))];
        string line = string.Join(' ', rounded.Select(Arithmetic.Number));
        page.Step("rounded", "As the lecture rounds", "照课上那样取整")
            .Say($"The output is {line}.", $"输出是 {line}。")
            .Keep("roundedMemory", [.. steps.Select(t => Math.Round(cell.Memory(t)))])
            .Keep("roundedOutput", rounded);
    }

    private static string[] Row(LessonWriter page, LectureCell cell, int t) =>
    [
        $"{t + 1}", .. cell.Inputs[t].Select(Arithmetic.Number),
        Arithmetic.Number(Math.Round(cell.InputGate(t), 3)), Arithmetic.Number(Math.Round(cell.ForgetGate(t), 3)),
        Arithmetic.Number(Math.Round(cell.OutputGate(t), 3)), Arithmetic.Number(Math.Round(cell.Memory(t), 3)),
        Arithmetic.Number(Math.Round(cell.Output(t), 3)), cell.Action(t, page),
    ];
}
