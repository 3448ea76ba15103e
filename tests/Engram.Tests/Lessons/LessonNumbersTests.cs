using System.Text.Json;
using Engram.Lessons;

namespace Engram.Tests.Lessons;

/// <summary>The lecture's own numbers, on the JSON that <c>engram lesson NAME --json</c> prints. What is not the lecture's is worked out here.</summary>
public sealed class LessonNumbersTests
{
    [Fact]
    public void Memory_OnTheLecturesInputs_GivesItsHiddenUnitsAndOutputs()
    {
        JsonElement lesson = Run("memory");

        Assert.Equal([[2, 2], [6, 6], [16, 16]], Steps(lesson, 3, "hidden"));
        Assert.Equal([[4, 4], [12, 12], [32, 32]], Steps(lesson, 3, "output"));
        Assert.Equal([[0, 0], [2, 2], [6, 6]], Steps(lesson, 3, "memoryBefore"));
    }

    [Fact]
    public void Memory_WithoutMemory_AnswersTheSameInputTheSameWay() =>
        Assert.Equal([[4, 4], [4, 4], [8, 8]], Steps(Run("memory", "u=0"), 3, "output"));

    [Fact]
    public void Order_OfTheSameInputs_ChangesTheOutputs()
    {
        JsonElement lesson = Run("order");

        Assert.Equal([4, 12, 32], Values(lesson, "given", "output"));
        Assert.Equal([8, 20, 44], Values(lesson, "turned", "output"));
        Assert.Equal([2, 1, 1], Values(lesson, "turned", "x1"));
    }

    [Fact]
    public void ElmanJordan_OnTheSameInputs_DiffersFromTheSecondStepOn()
    {
        JsonElement lesson = Run("elman-jordan");

        Assert.Equal([4, 12, 32], Values(lesson, "elman", "output"));
        Assert.Equal([4, 20, 88], Values(lesson, "jordan", "output"));
        // by hand: 2; 1+1+4+4+2+2 = 14; 2+2+28+28+14+14 = 88, and twice as much comes out
        Assert.Equal([4, 28, 176], Values(lesson, "hybrid", "output"));
    }

    [Fact]
    public void Bidirectional_WithTheLastInputChanged_NoticesAtEveryStep()
    {
        JsonElement lesson = Run("bidirectional");

        // by hand, from the end: 4; 2+4+4 = 10; 2+10+10 = 22
        Assert.Equal([22, 10, 4], Values(lesson, "outputs", "reverse"));
        Assert.Equal([2, 6, 16], Values(lesson, "outputs", "forward"));
        Assert.Equal([48, 32, 40], Values(lesson, "outputs", "output"));
        Assert.Equal(1, Value(lesson, "why", "forwardStepsThatNoticed"));
        Assert.Equal(3, Value(lesson, "why", "stepsThatNoticed"));
    }

    [Fact]
    public void LstmCell_OnTheLecturesInputs_GivesItsMemoryAndOutput()
    {
        JsonElement lesson = Run("lstm-cell");

        AssertClose([3.000000, 7.000000, 6.999773, 6.999501, 0.000000], Values(lesson, "rounded", "memory"));
        AssertClose([0.000136, 0.000318, 0.000318, 6.999501, 0.000000], Values(lesson, "rounded", "output"));
        Assert.Equal([3, 7, 7, 7, 0], Values(lesson, "rounded", "roundedMemory"));
        Assert.Equal([0, 0, 0, 7, 0], Values(lesson, "rounded", "roundedOutput"));
        for (int step = 1; step <= 5; step++)
            Assert.Equal(Values(lesson, "rounded", "memory")[step - 1], Value(lesson, $"{step}", "memory"));
    }

    [Theory]
    [InlineData("x2=1", new double[] { 3, 7, 9, 10, 13 })] // writes: 3, +4, +2, +1, +3
    [InlineData("x2=-1", new double[] { 0, 0, 0, 0, 0 })] // resets
    [InlineData("x2=0", new double[] { 5, 5, 5, 5, 5 })] // leaves the memory as it was
    public void LstmCell_WithAnotherX2AtEveryStep_WritesResetsOrKeeps(string setting, double[] memory) => Assert.Equal(
        memory, Values(Run("lstm-cell", setting, setting == "x2=1" ? "c0=0" : "c0=5"), "rounded", "roundedMemory"));

    [Fact]
    public void LstmCell_AtAStep_GivesTheSignalOfEachGate()
    {
        JsonElement lesson = Run("lstm-cell", "x2=1,1,0,0,-1", "x3=0,0,0,1,0");

        // 100·x2 − 10, 100·x2 + 10, 100·x3 − 10
        Assert.Equal([90, 90, -10, -10, -110], Each(lesson, 5, "inputSignal"));
        Assert.Equal([110, 110, 10, 10, -90], Each(lesson, 5, "forgetSignal"));
        Assert.Equal([-10, -10, -10, 90, -10], Each(lesson, 5, "outputSignal"));
    }

    [Fact]
    public void LstmCell_WithX3AtEveryStep_LetsTheMemoryOut() =>
        Assert.Equal([3, 7, 7, 7, 0], Values(Run("lstm-cell", "x3=1"), "rounded", "roundedOutput"));

    [Fact]
    public void LstmTable_OverNineSteps_LetsOutWhatWasAdded()
    {
        JsonElement lesson = Run("lstm-table");

        Assert.Equal([0, 0, 0, 0, 0, 7, 0, 0, 6], Values(lesson, "rounded", "roundedOutput"));
        Assert.Equal([0, 3, 3, 7, 7, 7, 0, 6, 6], Values(lesson, "rounded", "roundedMemory"));
    }

    [Fact]
    public void ForgetGate_AskedTheLecturesQuestion_AnswersMinus100()
    {
        JsonElement lesson = Run("forget-gate");

        Assert.Equal(-100, Value(lesson, "answer", "resets"));
        Assert.Equal(100, Value(lesson, "answer", "keeps"));
        Assert.Equal(7, Value(lesson, "signal.1", "memory"));
        Assert.Equal(0, Value(lesson, "signal.2", "memory"), 1e-12);
        Assert.Equal(3.5, Values(lesson, "between", "memory")[3]); // σ(0) = 1/2
    }

    [Fact]
    public void Parameters_Of150InputsAnd300Units_AreTheLectures()
    {
        JsonElement lesson = Run("parameters");

        Assert.Equal(135_300, Value(lesson, "elman", "parameters"));
        Assert.Equal(541_200, Value(lesson, "lstm", "parameters"));
        Assert.Equal(542_100, Value(lesson, "peepholeLstm", "parameters"));
        Assert.Equal(405_900, Value(lesson, "gru", "parameters"));
        Assert.Equal(901_200, Value(lesson, "others", "lecturePeepholeLstm"));
        Assert.Equal(4, Value(lesson, "compare", "lstmToElman"));
        Assert.Equal(0.25, Value(lesson, "compare", "gruFewer"));
    }

    // x = 1, h = 0.5, c = 2 and the lesson's weights, in plain arithmetic.
    [Fact]
    public void Peephole_OnOneStep_ComputesTheLecturesFormAndTheUsualOne()
    {
        double i = Sigmoid((0.5 * 1) + (0.2 * 0.5) + (0.7 * 2)), f = Sigmoid((0.4 * 1) + (0.1 * 0.5) - (0.3 * 2) + 1);
        double lectureCandidate = Math.Tanh(1 - (0.5 * 0.5) + (0.25 * 2)), usualCandidate = Math.Tanh(1 - (0.5 * 0.5));
        double lectureMemory = (f * 2) + (i * lectureCandidate), usualMemory = (f * 2) + (i * usualCandidate);
        double lectureOutput = Sigmoid(0.3 + (0.6 * 0.5) + (0.8 * 2) - 0.5), usualOutput = Sigmoid(0.3 + (0.6 * 0.5) + (0.8 * usualMemory) - 0.5);

        JsonElement lesson = Run("peephole");

        Assert.Equal(lectureMemory, Value(lesson, "lecture", "memory"), 1e-12);
        Assert.Equal(usualMemory, Value(lesson, "usual", "memory"), 1e-12);
        Assert.Equal(lectureOutput, Value(lesson, "lecture", "outputGate"), 1e-12);
        Assert.Equal(usualOutput, Value(lesson, "usual", "outputGate"), 1e-12);
        Assert.Equal(lectureOutput * Math.Tanh(lectureMemory), Value(lesson, "lecture", "hidden"), 1e-12);
        Assert.Equal(usualOutput * Math.Tanh(usualMemory), Value(lesson, "usual", "hidden"), 1e-12);
        Assert.Equal(901_200, Value(lesson, "compare", "lectureParameters"));
        Assert.Equal(542_100, Value(lesson, "compare", "usualParameters"));
    }

    [Fact]
    public void Gru_StepByStep_IsTheEquationsOfThePaper()
    {
        double[] x1 = [0.8, -1, 0.3, 0.5, -0.4], x2 = [-1, 1, 1, -1, 0], x3 = [-1, 0, 1, 1, -1];
        double h = 0;
        JsonElement lesson = Run("gru");

        for (int t = 0; t < x1.Length; t++)
        {
            double z = Sigmoid(10 * x2[t]), candidate = Math.Tanh(x1[t] + (Sigmoid(10 * x3[t]) * h));
            h = (z * h) + ((1 - z) * candidate);
            Assert.Equal(10 * x2[t], Value(lesson, $"{t + 1}", "updateSignal"), 1e-12);
            Assert.Equal(10 * x3[t], Value(lesson, $"{t + 1}", "resetSignal"), 1e-12);
            Assert.Equal(candidate, Math.Tanh(Value(lesson, $"{t + 1}", "candidateSignal")), 1e-12);
            Assert.Equal(z, Value(lesson, $"{t + 1}", "updateGate"), 1e-12);
            Assert.Equal(1 - z, Value(lesson, $"{t + 1}", "newShare"), 1e-12);
            Assert.Equal(h, Value(lesson, $"{t + 1}", "hidden"), 1e-12);
        }
    }

    [Fact]
    public void Gru_WithAnOpenUpdateGate_KeepsTheOldState() =>
        Assert.All(Values(Run("gru", "x2=100", "h0=0.7"), "why", "hidden"), hidden => Assert.Equal(0.7, hidden, 1e-9));

    [Fact]
    public void OneOfN_OfWordsOutsideTheLexicon_SwitchesOnOther()
    {
        JsonElement lesson = Run("one-of-n");

        Assert.Equal(6, Value(lesson, "lexicon", "dimensions"));
        Assert.Equal([0, 1, 0, 0, 0, 0], Values(lesson, "word.1", "vector"));
        Assert.Equal([1, 0, 0, 0, 0, 0], Values(lesson, "word.3", "vector"));
        Assert.Equal([1, 0, 0, 0, 0, 0], Values(lesson, "word.4", "vector"));
    }

    [Fact]
    public void WordHashing_OfApple_HasTheLecturesTrigrams()
    {
        JsonElement lesson = Run("word-hashing");

        Assert.Equal(17_576, Value(lesson, "dimensions", "dimensions"));
        Assert.Equal(["app", "ppl", "ple"], Words(lesson, "word", "trigrams"));
        Assert.Equal(["app", "ppl", "ple", "les"], Words(lesson, "other", "trigrams"));
        Assert.Equal(3, Value(lesson, "shared", "count"));
        Assert.Equal(4, Value(lesson, "shared", "countOfOther"));
        Assert.Equal(Values(lesson, "word", "dimensions"), Values(lesson, "shared", "dimensions"));
        Assert.Equal([(0 * 676) + (15 * 26) + 15, (15 * 676) + (15 * 26) + 11, (15 * 676) + (11 * 26) + 4], Values(lesson, "word", "dimensions"));
    }

    [Fact]
    public void Vanishing_OverFiftySteps_IsAPowerOfTheFactor()
    {
        JsonElement lesson = Run("vanishing");

        Assert.Equal(Math.Pow(0.9, 50), Value(lesson, "elman", "left"), 1e-12);
        Assert.Equal(Math.Pow(1.1, 50), Value(lesson, "linear", "left"), 1e-9);
        Assert.Equal(Math.Pow(Sigmoid(5), 50), Value(lesson, "lstm", "left"), 1e-12);
        Assert.Equal(1, Values(lesson, "gradients", "elman")[0]);
    }

    private static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));

    private static JsonElement Run(string lesson, params string[] settings) =>
        JsonDocument.Parse(Lesson.Find(lesson).Run(LessonLanguage.English, settings).ToJson()).RootElement;

    private static JsonElement Element(JsonElement lesson, string step, string value) =>
        lesson.GetProperty("steps").EnumerateArray().Single(known => known.GetProperty("step").GetString() == step).GetProperty("values").GetProperty(value);

    private static double Value(JsonElement lesson, string step, string value) => Element(lesson, step, value).GetDouble();

    private static double[] Values(JsonElement lesson, string step, string value) =>
        [.. Element(lesson, step, value).EnumerateArray().Select(number => number.GetDouble())];

    private static string?[] Words(JsonElement lesson, string step, string value) =>
        [.. Element(lesson, step, value).EnumerateArray().Select(word => word.GetString())];

    private static double[] Each(JsonElement lesson, int count, string value) =>
        [.. Enumerable.Range(1, count).Select(step => Value(lesson, $"{step}", value))];

    private static double[][] Steps(JsonElement lesson, int count, string value) =>
        [.. Enumerable.Range(1, count).Select(step => Values(lesson, $"{step}", value))];

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-6);
    }
}
