namespace Engram.Lessons;

/// <summary>Two networks read the sentence from either end, so that every word sees all of it.</summary>
internal sealed class BidirectionalLesson()
    : Lesson("bidirectional", "Reading from both ends", "从两头读", [.. SmallNetwork.Settings, LessonSetting.Number("change", 1)])
{
    private protected override void Teach(LessonWriter page, LessonValues values)
    {
        SmallNetwork network = new(values);
        page.Step("networks", "Two networks", "两个网络").Say(
            "One network reads from the first input to the last, another from the last to the first. The output at a step sees the hidden units of "
            + "both at that step: the one knows all that came before, the other all that will come.",
            "一个网络从第一个输入读到最后一个，另一个从最后一个读到第一个。每一步的输出同时看这一步上两边的隐藏单元：一个知道之前的一切，另一个知道之后的一切。");
        double[][] changed = [.. network.Inputs.Select((input, t) => t < network.Inputs.Length - 1
            ? input
            : (double[])[input[0] + values.Number("change"), input[1]])];
        Reading now = Read(network, network.Inputs), then = Read(network, changed);
        Show(page.Step("outputs", "The outputs", "输出"), network, network.Inputs, now);
        string from = Arithmetic.Vector(network.Inputs[^1]), to = Arithmetic.Vector(changed[^1]);
        LessonWriter.StepDraft other = page.Step("changed", $"Now the last input is {to}, not {from}", $"把最后一个输入从 {from} 改成 {to}");
        Show(other, network, changed, then);
        Conclude(page, now, then);
    }

    private static Reading Read(SmallNetwork network, double[][] inputs)
    {
        double[][] hidden = network.Bidirectional(inputs);
        return new Reading(
            [.. hidden.Select(units => units[0])],
            [.. hidden.Select(units => units[units.Length / 2])],
            [.. hidden.Select(units => network.Output(units)[0])]);
    }

    private static void Show(LessonWriter.StepDraft step, SmallNetwork network, double[][] inputs, Reading read)
    {
        for (int t = 0; t < inputs.Length; t++)
        {
            double before = t == 0 ? 0 : read.Forward[t - 1], after = t == inputs.Length - 1 ? 0 : read.Reverse[t + 1];
            step.Show(
                $"{Arithmetic.Vector(inputs[t])}   → h = {network.HiddenSum(inputs[t], before, before)} = {Arithmetic.Number(read.Forward[t])}   "
                + $"← h = {network.HiddenSum(inputs[t], after, after)} = {Arithmetic.Number(read.Reverse[t])}   "
                + $"y = {network.OutputSum(read.Forward[t], read.Forward[t], read.Reverse[t], read.Reverse[t])} = {Arithmetic.Number(read.Both[t])}");
        }

        step.Keep("forward", read.Forward).Keep("reverse", read.Reverse).Keep("output", read.Both);
    }

    private static void Conclude(LessonWriter page, Reading now, Reading then)
    {
        int forward = now.Forward.Zip(then.Forward).Count(pair => pair.First != pair.Second);
        int both = now.Both.Zip(then.Both).Count(pair => pair.First != pair.Second);
        page.Step("why", "What to see", "看点")
            .Say(
                $"The last input changed. Reading forward, {forward} of {now.Forward.Length} steps noticed; reading from both ends, {both} of "
                + $"{now.Both.Length} did. In \"leave Taipei for Oslo\" the word \"for\" comes after Taipei, and only who reads from both ends can "
                + "use it.",
                $"只改了最后一个输入。只从前往后读，{now.Forward.Length} 步里有 {forward} 步察觉；从两头读，{now.Both.Length} 步里有 {both} 步察觉。"
                + "在“leave Taipei for Oslo”里，“for”在 Taipei 之后，只有从两头读才用得上它。")
            .Keep("forwardStepsThatNoticed", forward)
            .Keep("stepsThatNoticed", both);
    }

    // The hidden units that read forward, those that read in reverse, and the output over both, step by step.
    private sealed record Reading(double[] Forward, double[] Reverse, double[] Both);
}
