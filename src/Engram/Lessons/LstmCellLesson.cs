namespace Engram.Lessons;

/// <summary>One LSTM cell, five steps by hand.</summary>
internal sealed class LstmCellLesson() : Lesson(
    "lstm-cell",
    "One LSTM cell, step by step",
    "一个 LSTM 单元，一步一步算",
    LectureCell.Settings([3, 4, 2, 1, 3], [1, 1, 0, 0, -1], [0, 0, 0, 1, 0]))
{
    private protected override void Teach(LessonWriter page, LessonValues values)
    {
        LectureCell cell = new(values);
        page.Step("cell", "The cell", "单元").Say(
            "Four signals go in, one comes out: a value that may be stored, and one signal for each of three gates. Here x1 is the value, x2 tells "
                + "the input gate i and the forget gate f, x3 tells the output gate o. "
            + "σ squeezes a signal to between 0 (shut) and 1 (open). The memory becomes c = f·c + i·x1, and the output is y = o·c. In the lecture "
            + "the curves g "
            + "and h are straight lines.",
            "四个信号进去，一个出来：一个可能要存的值，再给三个门各一个信号。这里 x1 是那个值，x2 管输入门 i 和遗忘门 f，x3 管输出门 o。σ 把信号压到 0（关）到 1（开）之间。"
            + "记忆变成 c = f·c + i·x1，输出是 y = o·c。课上的 g 和 h 都是直线。");
        for (int t = 0; t < cell.Inputs.Length; t++)
            Step(page, cell, t);
        int[] steps = [.. Enumerable.Range(0, cell.Inputs.Length)];
        string memory = string.Join(", ", steps.Select(t => Arithmetic.Number(Math.Round(cell.Memory(t)))));
        string output = string.Join(", ", steps.Select(t => Arithmetic.Number(Math.Round(cell.Output(t)))));
        page.Step("rounded", "As the lecture rounds", "照课上那样取整")
            .Say($"memory {memory}; output {output}. The gates are never quite open or shut: that is why the exact numbers have decimals.",
                $"记忆 {memory}；输出 {output}。门从来不会完全打开或完全关上，所以精确的数带小数。")
            .Keep("memory", [.. steps.Select(cell.Memory)])
            .Keep("output", [.. steps.Select(cell.Output)])
            .Keep("roundedMemory", [.. steps.Select(t => Math.Round(cell.Memory(t)))])
            .Keep("roundedOutput", [.. steps.Select(t => Math.Round(cell.Output(t)))]);
    }

    private static void Step(LessonWriter page, LectureCell cell, int t)
    {
        double x1 = cell.Inputs[t][0], i = cell.InputGate(t), f = cell.ForgetGate(t), o = cell.OutputGate(t);
        double before = cell.MemoryBefore(t), memory = cell.Memory(t), output = cell.Output(t);
        string input = Arithmetic.Vector(cell.Inputs[t]);
        page.Step($"{t + 1}", $"Step {t + 1}: x = {input}; the memory {cell.Action(t, page)}", $"第 {t + 1} 步：x = {input}；记忆{cell.Action(t, page)}")
            .Show(cell.InputGateLine(t))
            .Show(cell.ForgetGateLine(t))
            .Show(cell.OutputGateLine(t))
            .Gate("inputGate", i, "input gate", "输入门")
            .Gate("forgetGate", f, "forget gate", "遗忘门")
            .Gate("outputGate", o, "output gate", "输出门")
            .Show($"memory  {Arithmetic.Number(before)} → {Memory(f, before, i, x1)} = {Arithmetic.Number(memory)}",
                $"记忆  {Arithmetic.Number(before)} → {Memory(f, before, i, x1)} = {Arithmetic.Number(memory)}")
            .Show($"y = {Arithmetic.Product(o, memory)} = {Arithmetic.Number(output)}")
            .Keep("input", cell.Inputs[t])
            .Keep("inputSignal", cell.InputSignal(t))
            .Keep("forgetSignal", cell.ForgetSignal(t))
            .Keep("outputSignal", cell.OutputSignal(t))
            .Keep("memoryBefore", before)
            .Keep("memory", memory)
            .Keep("output", output);
    }

    private static string Memory(double f, double before, double i, double x1) => Arithmetic.Sum([(f, before), (i, x1)]);
}
