using System.Globalization;
using Engram.Lessons;

namespace Engram.Tests.Lessons;

public sealed class LessonTests
{
    public static TheoryData<string> Names => [.. Lesson.All.Select(lesson => lesson.Name)];

    [Fact]
    public void All_AreTheLecturesThirteen() => Assert.Equal(
        [
            "bidirectional", "elman-jordan", "forget-gate", "gru", "lstm-cell", "lstm-table", "memory", "one-of-n", "order", "parameters", "peephole",
            "vanishing", "word-hashing",
        ],
        Lesson.All.Select(lesson => lesson.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_InEitherLanguage_ComputesTheSameNumbers(string name)
    {
        LessonPage english = Lesson.Find(name).Run(), chinese = Lesson.Find(name).Run(LessonLanguage.Chinese);

        Assert.NotEqual(english.Title, chinese.Title);
        Assert.Contains(chinese.Title, letter => letter >= 0x4E00);
        Assert.Equal(english.Steps.Select(step => step.Name), chinese.Steps.Select(step => step.Name));
        foreach ((LessonStep left, LessonStep right) in english.Steps.Zip(chinese.Steps))
        {
            Assert.Equal(left.Items.Select(item => item.GetType()), right.Items.Select(item => item.GetType()));
            Assert.Equal(left.Values.Select(value => value.Name), right.Values.Select(value => value.Name));
            Assert.All(left.Values.Zip(right.Values), pair => Assert.Equal(pair.First.Numbers, pair.Second.Numbers));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_WithAnySettingAtItsLimits_ComputesFiniteNumbers(string name)
    {
        Lesson lesson = Lesson.Find(name);
        foreach (LessonSetting setting in lesson.Settings.Where(setting => setting.Kind != LessonSettingKind.Words))
        {
            foreach (double limit in (double[])[setting.Minimum, setting.Maximum])
                Assert.NotEmpty(lesson.Run(settings: string.Create(CultureInfo.InvariantCulture, $"{setting.Name}={limit}")).ToJson());
        }
    }

    [Fact]
    public void Run_WithEveryWeightAtItsLimit_ComputesFiniteNumbers()
    {
        string twenty = string.Join(',', Enumerable.Repeat("1000", 20));

        Assert.NotEmpty(Lesson.Find("elman-jordan").Run(settings: ["w=1000", "u=-1000", "v=1000", $"x1={twenty}", $"x2={twenty}"]).ToJson());
        Assert.NotEmpty(Lesson.Find("vanishing").Run(settings: ["steps=200", "x=10", "u=2", "large=2", "bf=20"]).ToJson());
    }

    [Fact]
    public void Run_WithLongerSequences_TakesAsManySteps()
    {
        LessonPage page = Lesson.Find("memory").Run(settings: ["x1=1,2,3,4", "x2=0"]);

        Assert.Equal(4, page.Value("4", "input").Numbers[0]);
        Assert.Equal([0, 0, 0, 0], page.Settings.Single(setting => setting.Name == "x2").Numbers);
    }

    [Theory]
    [InlineData("lstm-cell", "y=1", "lesson lstm-cell: 'y=1' sets nothing. Give one of these another value: x1=3,4,2,1,3; x2=1,1,0,0,-1; x3=0,0,0,1,0; wi=100; ")]
    [InlineData("lstm-cell", "x2", "lesson lstm-cell: 'x2' sets nothing. Give one of")]
    [InlineData("memory", "w=one", "lesson memory: 'w=one', but a number from -1000 to 1000 is expected. Give one of these another value: x1=1,1,2; x2=1,1,2; w=1; u=1; v=1.")]
    [InlineData("memory", "w=NaN", "lesson memory: 'w=NaN', but a number from -1000 to 1000 is expected.")]
    [InlineData("memory", "w=1,2", "lesson memory: 'w=1,2', but one number is expected.")]
    [InlineData("memory", "x1=1,2", "lesson memory: 'x1=1,2', but 3 numbers, one a step as in the others, are expected.")]
    [InlineData("parameters", "units=1.5", "lesson parameters: 'units=1.5', but a whole number from 1 to 1000 is expected.")]
    [InlineData("peephole", "p=1,2", "lesson peephole: 'p=1,2', but 4 numbers, or one for all of them, are expected.")]
    [InlineData("one-of-n", "words=", "lesson one-of-n: 'words=', but 1 to 20 words of at most 40 letters are expected.")]
    public void Check_OfASettingThatCannotBe_SaysWhatCan(string name, string setting, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<ArgumentException>(() => Lesson.Find(name).Check([setting])).Message);

    [Fact]
    public void Find_OfAnUnknownLesson_ListsThemAll() => Assert.StartsWith(
        "'lstm' is no lesson. Give one of: one-of-n, word-hashing, memory, order, ", Assert.Throws<ArgumentException>(() => Lesson.Find("lstm")).Message);

    [Fact]
    public void Value_OfAnUnknownStep_ListsTheSteps() => Assert.Contains(
        "The steps are network, given, turned, why.", Assert.Throws<ArgumentException>(() => Lesson.Find("order").Run().Value("1", "hidden")).Message);
}
