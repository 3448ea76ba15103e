using Engram.Cells;
using Engram.Layers;

namespace Engram.Lessons;

/// <summary>The lecture's question: which forget-gate signal resets the memory?</summary>
internal sealed class ForgetGateLesson() : Lesson(
    "forget-gate",
    "Which signal makes the forget gate forget?",
    "哪个信号让遗忘门遗忘？",
    LessonSetting.Number("c", 7),
    LessonSetting.List("signals", 100, -100))
{
    private static readonly double[] Others = [-10, -2, -1, 0, 1, 2, 10];

    private protected override void Teach(LessonWriter page, LessonValues values)
    {
        double memory = values.Number("c");
        double[] signals = values.Numbers("signals");
        string first = Arithmetic.Number(signals[0]), second = Arithmetic.Number(signals[1]), held = Arithmetic.Number(memory);
        page.Step("question", "The question", "问题").Say(
            $"The memory holds {held}, and nothing new comes in. The forget gate gets a signal: {first} or {second}. Which of the two resets the "
                + "memory? "
            + "Decide before you read on.",
            $"记忆里是 {held}，没有新的东西进来。遗忘门收到一个信号：{first} 或者 {second}。哪一个会把记忆清零？先想好再往下看。");
        (double Gate, double Memory)[] results = [.. signals.Select(signal => Forget(signal, memory))];
        for (int i = 0; i < signals.Length; i++)
            Step(page, $"signal.{i + 1}", signals[i], memory, results[i]);
        Answer(page, signals, results);
        (double Gate, double Memory)[] others = [.. Others.Select(signal => Forget(signal, memory))];
        page.Step("between", "And in between", "在两者之间")
            .Say("σ is steep in the middle and flat at the ends, so a gate is seldom half open.", "σ 中间陡、两头平，所以门很少半开半关。")
            .Table(
                page.In("signal gate memory", "信号 门 记忆").Split(' '),
                Others.Zip(others, (signal, result) => (string[])[Arithmetic.Number(signal), Arithmetic.Number(result.Gate),
                    Arithmetic.Number(result.Memory)]))
            .Keep("signal", Others)
            .Keep("forgetGate", [.. others.Select(result => result.Gate)])
            .Keep("memory", [.. others.Select(result => result.Memory)]);
    }

    private static void Step(LessonWriter page, string name, double signal, double memory, (double Gate, double Memory) result) => page
        .Step(name, $"The signal is {Arithmetic.Number(signal)}", $"信号是 {Arithmetic.Number(signal)}")
        .Show($"f = σ({Arithmetic.Number(signal)}) = {Arithmetic.Number(result.Gate)}")
        .Gate("forgetGate", result.Gate, "forget gate", "遗忘门")
        .Show($"c = f·c = {Arithmetic.Product(result.Gate, memory)} = {Arithmetic.Number(result.Memory)}")
        .Keep("signal", signal)
        .Keep("memoryBefore", memory)
        .Keep("memory", result.Memory);

    private static void Answer(LessonWriter page, double[] signals, (double Gate, double Memory)[] results)
    {
        int reset = results[0].Gate <= results[1].Gate ? 0 : 1;
        LessonWriter.StepDraft answer = page.Step("answer", "The answer", "答案");
        if (results[reset].Gate >= 0.5 || results[1 - reset].Gate <= 0.5)
        {
            answer.Say("With these two signals both do the same. Try one above 0 and one below.", "这两个信号做的是同一件事。换一个大于 0、一个小于 0 的试试。");
            return;
        }

        string signal = Arithmetic.Number(signals[reset]), other = Arithmetic.Number(signals[1 - reset]);
        answer
            .Say(
                $"{signal} resets it. The name misleads: the forget gate is multiplied with the old memory, so an open forget gate ({other}, near "
                    + "1) keeps, "
                + "and a shut one (near 0) forgets. Read it as \"keep gate\" and it is never wrong again. This is also why its bias starts at 1: a "
                + "new network "
                + "should remember until it learns when to forget.",
                $"{signal} 会清零。名字容易误导：遗忘门和旧的记忆相乘，所以打开的遗忘门（{other}，接近 1）是保留，关上的（接近 0）才是遗忘。"
                + "把它读成“保留门”，就不会再弄错。它的偏置从 1 开始也是因为这个：新的网络应当先记住，再学会什么时候忘。")
            .Keep("resets", signals[reset])
            .Keep("keeps", signals[1 - reset]);
    }

    // No input, so that the gate's signal is its bias alone.
    private static (double Gate, double Memory) Forget(double signal, double memory)
    {
        LstmOptions linear = new() { CandidateActivation = Activation.Linear, OutputActivation = Activation.Linear };
        RecurrentLayer<double> layer = new(new InputGatedLstmCell<double>(1, linear), 1);
        layer.Input.Bias.Set([0, signal, 0, 0]);
        CellTrace trace = new(layer, [[0]], ("cellState", [memory]));
        return (trace.Gate("forgetGate", 0)[0], trace.After("cellState", 0)[0]);
    }
}
