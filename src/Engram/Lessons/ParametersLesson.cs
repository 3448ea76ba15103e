using System.Globalization;
using Engram.Cells;
using Engram.Layers;

namespace Engram.Lessons;

/// <summary>How many weights each network has, counted.</summary>
internal sealed class ParametersLesson() : Lesson(
    "parameters",
    "How many weights?",
    "有多少个权重？",
    LessonSetting.Whole("inputs", 150, 1, 1000),
    LessonSetting.Whole("units", 300, 1, 1000))
{
    private protected override void Teach(LessonWriter page, LessonValues values)
    {
        int n = values.Whole("inputs"), u = values.Whole("units");
        int elman = Count(new ElmanCell<float>(u), n), lstm = Count(new LstmCell<float>(u), n);
        int peephole = Count(new LstmCell<float>(u, peepholes: true), n), gru = Count(new GruCell<float>(u), n);
        page.Step("count", "Counted, not remembered", "数出来，不是背下来").Say(
            $"Every gate has a weight for each of the {n} inputs, one for each of the {u} units that come back, and a bias. A simple network has "
                + "one such "
            + "block, an LSTM four (three gates and the candidate), a GRU three (two gates and the candidate).",
            $"每个门对 {n} 个输入各有一个权重，对送回来的 {u} 个单元各有一个，再加一个偏置。简单的循环网络有一块，LSTM 有四块（三个门和候选值），GRU 有三块（两个门和候选值）。");
        string block = $"({n}·{u} + {u}·{u} + {u})";
        Row(page, "elman", "Simple network", "简单循环网络", $"{block}", elman);
        Row(page, "lstm", "LSTM", "LSTM", $"4·{block}", lstm);
        Row(page, "peepholeLstm", "LSTM with peepholes, one weight a gate and unit", "带 peephole 的 LSTM，每个门每个单元一个权重", $"4·{block} + 3·{u}", peephole);
        Row(page, "gru", "GRU", "GRU", $"3·{block}", gru);
        string ratio = Ratio(lstm, elman);
        page.Step("compare", "Compared", "比一比")
            .Show($"LSTM / RNN = {Arithmetic.Count(lstm)} / {Arithmetic.Count(elman)} = {ratio}")
            .Show($"GRU / LSTM = {Arithmetic.Count(gru)} / {Arithmetic.Count(lstm)} = {Ratio(gru, lstm)}")
            .Say(
                $"So an LSTM has {ratio} times the weights of a simple network of the same size, as the lecture says. It also says that a GRU has "
                    + "a third fewer than "
                + "an LSTM; counted, three blocks instead of four are a quarter fewer.",
                $"所以同样大小，LSTM 的权重是简单循环网络的 {ratio} 倍，和课上说的一样。课上还说 GRU 比 LSTM 少三分之一；数一数，三块对四块，是少四分之一。")
            .Keep("lstmToElman", (double)lstm / elman)
            .Keep("gruToLstm", (double)gru / lstm)
            .Keep("gruFewer", 1 - ((double)gru / lstm));
        Others(page, n, u);
    }

    private static void Others(LessonWriter page, int n, int u)
    {
        LstmOptions oneGate = new() { Coupling = LstmCoupling.InputFromForget };
        int gated = Count(new InputGatedLstmCell<float>(u), n), coupled = Count(new LstmCell<float>(u, oneGate), n);
        int after = Count(new GruCell<float>(u, new() { ResetAfter = true }), n), joined = Count(new LstmCell<float>(u), n + u);
        (string English, string Chinese, int Count)[] rows =
        [
            ("LSTM whose gates see the input alone", "门只看输入的 LSTM", gated),
            ("LSTM with one gate for input and forget", "输入门和遗忘门合成一个的 LSTM", coupled),
            ("GRU, reset after (one bias a gate, and u)", "GRU，先乘后重置（每个门一个偏置，另加 u）", after),
            ("LSTM with the lecture's peepholes (lesson peephole)", "照课上画的 peephole（见 peephole 一课）", joined),
        ];
        page.Step("others", "And others", "还有")
            .Table([page.In("network", "网络"), page.In("weights", "权重")], rows.Select(row => (string[])[page.In(row.English, row.Chinese),
                Arithmetic.Count(row.Count)]))
            .Keep("inputGatedLstm", gated)
            .Keep("coupledLstm", coupled)
            .Keep("gruResetAfter", after)
            .Keep("lecturePeepholeLstm", joined);
    }

    private static void Row(LessonWriter page, string name, string english, string chinese, string formula, int count) => page
        .Step(name, english, chinese)
        .Show($"{formula} = {Arithmetic.Count(count)}")
        .Keep("parameters", count);

    private static string Ratio(int above, int below) =>
        Math.Round((double)above / below, 3).ToString(CultureInfo.InvariantCulture);

    private static int Count(IRecurrentCell<float> cell, int inputs) =>
        new RecurrentLayer<float>(cell, inputs).Parameters.Sum(parameter => parameter.Count);
}
