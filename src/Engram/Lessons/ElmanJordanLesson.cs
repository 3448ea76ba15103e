namespace Engram.Lessons;

/// <summary>What is remembered: the hidden state, the output, or both.</summary>
internal sealed class ElmanJordanLesson()
    : Lesson("elman-jordan", "Elman remembers the hidden state, Jordan the output", "Elman 记住隐藏层，Jordan 记住输出", SmallNetwork.Settings)
{
    private protected override void Teach(LessonWriter page, LessonValues values)
    {
        SmallNetwork network = new(values);
        page.Step("networks", "Two networks", "两种网络").Say(
            "The same sums, the same inputs; only what comes back differs. Elman's network feeds the hidden units back, Jordan's the outputs.",
            "一样的加法，一样的输入；不同的只是送回来的东西。Elman 网络送回隐藏单元，Jordan 网络送回输出。");
        CellTrace elman = network.Elman(network.Inputs), jordan = network.Jordan(network.Inputs);
        CellTrace hybrid = network.Jordan(network.Inputs, hybrid: true);
        LessonWriter.StepDraft first = page.Step("elman", "Elman: memory = hidden state", "Elman：记忆 = 隐藏层");
        for (int t = 0; t < elman.Steps; t++)
            Show(first, network, network.Inputs[t], elman.Before("hidden", t), elman.After("hidden", t), network.Output(elman.After("hidden", t)));
        Keep(first, elman, [.. Enumerable.Range(0, elman.Steps).Select(t => network.Output(elman.After("hidden", t))[0])]);
        LessonWriter.StepDraft second = page.Step("jordan", "Jordan: memory = output", "Jordan：记忆 = 输出");
        for (int t = 0; t < jordan.Steps; t++)
            Show(second, network, network.Inputs[t], jordan.Before("output", t), jordan.After("hidden", t), jordan.After("output", t));
        Keep(second, jordan, Outputs(jordan));
        LessonWriter.StepDraft both = page.Step("hybrid", "Both at once", "两者都用");
        for (int t = 0; t < hybrid.Steps; t++)
            Show(both, network, network.Inputs[t], [.. hybrid.Before("output", t), .. hybrid.Before("hidden", t)], hybrid.After("hidden", t),
                hybrid.After("output", t));
        Keep(both, hybrid, Outputs(hybrid));
        Conclude(page, elman, jordan, network);
    }

    private static void Conclude(LessonWriter page, CellTrace elman, CellTrace jordan, SmallNetwork network)
    {
        int differ = Enumerable.Range(0, elman.Steps).Count(t => network.Output(elman.After("hidden", t))[0] != jordan.After("output", t)[0]);
        LessonWriter.StepDraft end = page.Step("why", "What to see", "看点").Keep("outputsThatDiffer", differ);
        if (differ == 0)
        {
            end.Say("With these numbers the outputs are the same: what comes back makes no difference. Try --set x1=1,1,2 --set u=1 --set v=1.",
                "用这些数，输出都一样：送回来的东西没有造成差别。试试 --set x1=1,1,2 --set u=1 --set v=1。");
            return;
        }

        string english = differ == elman.Steps - 1 ? "the rest are not" : $"of the {elman.Steps - 1} that follow {differ} differ";
        string chinese = differ == elman.Steps - 1 ? "后面的不同" : $"后面 {elman.Steps - 1} 个里有 {differ} 个不同";
        end.Say(
            $"The first output is the same, {english}. The lecture says that Jordan is the better one: the output has a target, so one knows what "
            + "is being remembered, while nobody says what a hidden unit should hold. That is a claim to be measured: engram compare does.",
            $"第一个输出相同，{chinese}。课上说 Jordan 更好：输出有目标，我们知道记住的是什么；而隐藏单元该放什么，没有人告诉它。"
            + "这个说法要靠实验来检验：engram compare 会实际测量。");
    }

    private static void Show(LessonWriter.StepDraft step, SmallNetwork network, double[] input, double[] memory, double[] hidden, double[] output) =>
        step.Show($"{Arithmetic.Vector(input)}   m = {Arithmetic.Vector(memory)}   h = {network.HiddenSum(input, memory)} = "
            + $"{Arithmetic.Number(hidden[0])}   y = {network.OutputSum(hidden)} = {Arithmetic.Number(output[0])}");

    private static void Keep(LessonWriter.StepDraft step, CellTrace trace, double[] outputs) => step
        .Keep("hidden", [.. Enumerable.Range(0, trace.Steps).Select(t => trace.After("hidden", t)[0])])
        .Keep("output", outputs);

    private static double[] Outputs(CellTrace trace) => [.. Enumerable.Range(0, trace.Steps).Select(t => trace.After("output", t)[0])];
}
