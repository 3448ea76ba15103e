namespace Engram.Lessons;

/// <summary>The same input twice, and two answers: the network remembers.</summary>
internal sealed class MemoryLesson() : Lesson("memory", "A network with memory", "有记忆的网络", SmallNetwork.Settings)
{
    private protected override void Teach(LessonWriter page, LessonValues values)
    {
        SmallNetwork network = new(values);
        page.Step("network", "The network", "网络").Say(
            "Two inputs, two hidden units, two outputs; no bias, no curve, only sums. What the hidden units held after one step is their memory, "
            + "and comes back as two more inputs at the next. It begins as (0, 0).",
            "两个输入、两个隐藏单元、两个输出；没有偏置，没有曲线，只有加法。隐藏单元在这一步之后的值就是记忆，下一步再作为另外两个输入送回来。记忆从 (0, 0) 开始。");
        CellTrace trace = network.Elman(network.Inputs);
        for (int t = 0; t < trace.Steps; t++)
            Step(page, network, trace, t);
        Conclude(page, network, trace);
    }

    private static void Step(LessonWriter page, SmallNetwork network, CellTrace trace, int t)
    {
        double[] input = network.Inputs[t], before = trace.Before("hidden", t), after = trace.After("hidden", t), output = network.Output(after);
        page.Step($"{t + 1}", $"Step {t + 1}: in comes {Arithmetic.Vector(input)}", $"第 {t + 1} 步：输入 {Arithmetic.Vector(input)}")
            .Show($"memory before    {Arithmetic.Vector(before)}", $"之前的记忆    {Arithmetic.Vector(before)}")
            .Show($"h1 = h2 = {network.HiddenSum(input, before)} = {Arithmetic.Number(after[0])}")
            .Show($"y1 = y2 = {network.OutputSum(after)} = {Arithmetic.Number(output[0])}")
            .Show($"memory after     {Arithmetic.Vector(after)}", $"之后的记忆    {Arithmetic.Vector(after)}")
            .Keep("input", input)
            .Keep("memoryBefore", before)
            .Keep("hidden", after)
            .Keep("output", output);
    }

    private static void Conclude(LessonWriter page, SmallNetwork network, CellTrace trace)
    {
        int again = Enumerable.Range(1, trace.Steps - 1).FirstOrDefault(t => network.Inputs[t].SequenceEqual(network.Inputs[t - 1]));
        LessonWriter.StepDraft end = page.Step("why", "What to see", "看点");
        if (again > 0)
        {
            string input = Arithmetic.Vector(network.Inputs[again]);
            string first = Arithmetic.Vector(network.Output(trace.After("hidden", again - 1)));
            string second = Arithmetic.Vector(network.Output(trace.After("hidden", again)));
            if (first == second)
            {
                bool forgets = network.MemoryWeight == 0;
                end.Say(
                    $"Steps {again} and {again + 1} have the same input {input} and the same output {first}: "
                        + (forgets ? "nothing of the past comes back."
                            : "with these numbers nothing of the past is to be seen. Try --set w=1 --set v=1."),
                    $"第 {again} 步和第 {again + 1} 步的输入都是 {input}，输出也都是 {first}："
                        + (forgets ? "过去的东西没有送回来。" : "用这些数看不出过去的影响。试试 --set w=1 --set v=1。"));
                return;
            }

            end.Say(
                $"Steps {again} and {again + 1} have the same input {input}, but the outputs are {first} and {second}. A network without memory "
                    + "would have "
                + "to give the same answer twice; this one also sees what came before.",
                $"第 {again} 步和第 {again + 1} 步的输入都是 {input}，输出却是 {first} 和 {second}。没有记忆的网络只能给出两次同样的答案；这个网络还看得见之前发生的事。");
        }

        end.Say(
            "That is how Taipei can be the destination after \"arrive\" and the place of departure after \"leave\". Take the memory away and see: "
            + "engram lesson memory --set u=0",
            "所以同一个“台北”，在“到达”之后是目的地，在“离开”之后是出发地。把记忆拿掉试试：engram lesson memory --lang zh --set u=0");
    }
}
