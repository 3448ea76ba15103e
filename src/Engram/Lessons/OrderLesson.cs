namespace Engram.Lessons;

/// <summary>The same inputs in another order give other outputs.</summary>
internal sealed class OrderLesson() : Lesson("order", "The order matters", "顺序会影响结果", SmallNetwork.Settings)
{
    private protected override void Teach(LessonWriter page, LessonValues values)
    {
        SmallNetwork network = new(values);
        page.Step("network", "The network", "网络").Say(
            "The network of the lesson memory, all weights 1. It reads the same inputs twice: first as they are, then from the last to the first.",
            "还是“memory”那一课的网络，权重全是 1。同样的输入读两遍：先按原来的顺序，再从最后一个读到第一个。");
        double[][] turned = [.. network.Inputs.Reverse()];
        double[][] given = Read(page, network, network.Inputs, "given", "As they are", "原来的顺序");
        double[][] other = Read(page, network, turned, "turned", "The other way round", "反过来的顺序");
        LessonWriter.StepDraft end = page.Step("why", "What to see", "看点");
        if (network.Inputs.Zip(turned).All(pair => pair.First.SequenceEqual(pair.Second)))
        {
            end.Say("These inputs are the same from either end, so there is no other order to compare. Try --set x1=1,1,2.",
                "这些输入从哪头读都一样，没有另一种顺序可比。试试 --set x1=1,1,2。");
            return;
        }

        if (given.SelectMany(output => output).Order().SequenceEqual(other.SelectMany(output => output).Order()))
        {
            if (network.MemoryWeight == 0)
                end.Say("With these numbers the outputs are the same ones, only moved: without a memory, order means nothing. Try --set u=1.",
                    "用这些数，输出只是换了位置：没有记忆，顺序就没有意义。试试 --set u=1。");
            else
                end.Say("With these numbers the outputs are the same ones in either order. Try --set w=1 --set v=1.",
                    "用这些数，两种顺序的输出都是那几个。试试 --set w=1 --set v=1。");
            return;
        }

        if (given[^1].SequenceEqual(other[^1]))
        {
            end.Say(
                "The same inputs, other outputs on the way, though the last is the same in both orders: what a memory holds depends on the order.",
                "输入一样，途中的输出不一样，尽管两种顺序的最后一步相同：记忆里有什么，取决于顺序。");
            return;
        }

        end.Say(
            $"The same inputs, and other outputs: the last is {Arithmetic.Vector(given[^1])} in one order and {Arithmetic.Vector(other[^1])} in "
                + "the other. "
            + "A bag of words cannot tell \"from Taipei to Oslo\" from \"from Oslo to Taipei\"; a network that reads in order can.",
            $"输入一样，输出不一样：最后一步一次是 {Arithmetic.Vector(given[^1])}，另一次是 {Arithmetic.Vector(other[^1])}。"
            + "把词装进一个袋子，就分不出“从台北到奥斯陆”和“从奥斯陆到台北”；按顺序读的网络分得出来。");
    }

    private static double[][] Read(LessonWriter page, SmallNetwork network, double[][] inputs, string name, string english, string chinese)
    {
        CellTrace trace = network.Elman(inputs);
        LessonWriter.StepDraft step = page.Step(name, english, chinese);
        double[][] outputs = new double[trace.Steps][];
        for (int t = 0; t < trace.Steps; t++)
        {
            double[] before = trace.Before("hidden", t), hidden = trace.After("hidden", t);
            outputs[t] = network.Output(hidden);
            step.Show($"{Arithmetic.Vector(inputs[t])}   h = {network.HiddenSum(inputs[t], before)} = {Arithmetic.Number(hidden[0])}   "
                + $"y = {network.OutputSum(hidden)} = {Arithmetic.Number(outputs[t][0])}");
        }

        step.Keep("x1", [.. inputs.Select(input => input[0])])
            .Keep("x2", [.. inputs.Select(input => input[1])])
            .Keep("hidden", [.. Enumerable.Range(0, trace.Steps).Select(t => trace.After("hidden", t)[0])])
            .Keep("output", [.. outputs.Select(output => output[0])]);
        return outputs;
    }
}
