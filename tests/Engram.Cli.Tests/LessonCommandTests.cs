using System.Text.Json;
using Engram.Lessons;

namespace Engram.Cli.Tests;

public sealed class LessonCommandTests : IDisposable
{
    private readonly Cli _cli = new();

    public static TheoryData<string, string> Lessons
    {
        get
        {
            TheoryData<string, string> lessons = [];
            foreach (Lesson lesson in Lesson.All)
            {
                lessons.Add(lesson.Name, "en");
                lessons.Add(lesson.Name, "zh");
            }

            return lessons;
        }
    }

    [Theory]
    [MemberData(nameof(Lessons))]
    public async Task Lesson_InEitherLanguage_ShowsEveryStep(string name, string language) =>
        Snapshot.Matches(await _cli.TranscribeAsync("lesson", name, "--lang", language), $"Lesson_{name}_{language}");

    [Fact]
    public async Task Lesson_WithoutAName_ListsThem() => Snapshot.Matches(await _cli.TranscribeAsync("lesson"));

    [Fact]
    public async Task Lesson_WithAnotherInput_ShowsWhatItDoes() =>
        Snapshot.Matches(await _cli.TranscribeAsync("lesson", "lstm-cell", "--set", "x2=-1", "--set", "c0=5"));

    [Fact]
    public async Task Lesson_AsJson_IsOneObjectWithNumbers()
    {
        Assert.Equal(ExitCode.Done, await _cli.RunAsync("lesson", "memory", "--lang", "zh", "--json", "--set", "w=2"));

        JsonElement lesson = JsonDocument.Parse(_cli.Output).RootElement;
        Assert.Equal("有记忆的网络", lesson.GetProperty("title").GetString());
        Assert.Equal(2, lesson.GetProperty("settings").GetProperty("w").GetDouble());
        Assert.Contains("记忆", _cli.Output); // readable, not escaped
    }

    [Fact]
    public async Task List_AsJson_NamesEveryLessonAndItsSettings()
    {
        Assert.Equal(ExitCode.Done, await _cli.RunAsync("lesson", "--json"));

        JsonElement[] lessons = [.. JsonDocument.Parse(_cli.Output).RootElement.GetProperty("lessons").EnumerateArray()];
        Assert.Equal(Lesson.All.Count, lessons.Length);
        Assert.Equal("apple", lessons.Single(lesson => lesson.GetProperty("name").GetString() == "word-hashing").GetProperty("settings").GetProperty("word").GetString());
    }

    [Theory]
    [InlineData("lesson lstm", "engram: 'lstm' is no lesson. Give one of: one-of-n, ")]
    [InlineData("lesson order --set y=1", "engram: lesson order: 'y=1' sets nothing. Give one of these another value: x1=1,1,2; x2=1,1,2; w=1; u=1; v=1.")]
    [InlineData("lesson --set y=1", "engram: --set y=1: no lesson is named. Give one of: one-of-n, ")]
    [InlineData("lesson order --lang fr", "engram: --lang: 'fr' is not known. Give en or zh.")]
    public async Task Lesson_WithWrongUsage_SaysWhatIsAllowed(string line, string expected)
    {
        Assert.Equal(ExitCode.WrongUsage, await _cli.RunAsync(line.Split(' ')));
        Assert.StartsWith(expected, _cli.Error);
        Assert.Empty(_cli.Output);
    }

    public void Dispose() => _cli.Dispose();
}
