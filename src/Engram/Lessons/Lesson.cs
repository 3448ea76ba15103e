namespace Engram.Lessons;

/// <summary>A worked example of the lecture, computed by the cells and encoders that taggers are made of.</summary>
public abstract class Lesson
{
    private readonly string _english;
    private readonly string _chinese;

    private protected Lesson(string name, string english, string chinese, params IReadOnlyList<LessonSetting> settings)
    {
        Name = name;
        (_english, _chinese) = (english, chinese);
        Settings = settings;
    }

    /// <summary>All lessons, in the order of the lecture.</summary>
    public static IReadOnlyList<Lesson> All { get; } =
    [
        new OneOfNLesson(), new WordHashingLesson(), new MemoryLesson(), new OrderLesson(), new ElmanJordanLesson(), new BidirectionalLesson(),
        new LstmCellLesson(), new LstmTableLesson(), new ForgetGateLesson(), new ParametersLesson(), new PeepholeLesson(), new GruLesson(),
        new VanishingLesson(),
    ];

    /// <summary>The name: <c>lstm-cell</c>.</summary>
    public string Name { get; }

    /// <summary>What the learner may change.</summary>
    public IReadOnlyList<LessonSetting> Settings { get; }

    /// <summary>The lesson of a name.</summary>
    /// <param name="name">Such as <c>lstm-cell</c>.</param>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public static Lesson Find(string name) => All.FirstOrDefault(lesson => lesson.Name == name)
        ?? throw new ArgumentException($"'{name}' is no lesson. Give one of: {string.Join(", ", All.Select(lesson => lesson.Name))}.");

    /// <summary>All lessons with their titles and settings as one JSON object.</summary>
    /// <param name="language">The language of the titles.</param>
    public static string ListToJson(LessonLanguage language) => LessonJson.ToJson(All, language);

    /// <summary>What it is about.</summary>
    /// <param name="language">The language.</param>
    public string Title(LessonLanguage language) => language == LessonLanguage.Chinese ? _chinese : _english;

    /// <summary>Checks what the learner wants to change, without computing anything.</summary>
    /// <param name="settings">Such as <c>x2=-1</c>.</param>
    /// <exception cref="ArgumentException">There is no such setting, or its value cannot be; the message lists those there are.</exception>
    public void Check(IEnumerable<string> settings) => LessonValues.Read(this, settings);

    /// <summary>Computes the lesson.</summary>
    /// <param name="language">The language it speaks.</param>
    /// <param name="settings">What the learner changes, such as <c>x2=-1</c>; of two for the same setting the last counts.</param>
    /// <exception cref="ArgumentException">There is no such setting, or its value cannot be.</exception>
    public LessonPage Run(LessonLanguage language = LessonLanguage.English, params IEnumerable<string> settings)
    {
        LessonValues values = LessonValues.Read(this, settings);
        LessonWriter page = new(language);
        Teach(page, values);
        return new LessonPage(Name, Title(language), [.. values.All().Select(Value)], page.Steps);
    }

    private protected abstract void Teach(LessonWriter page, LessonValues values);

    private static LessonValue Value((LessonSetting Setting, double[]? Numbers, string[]? Words) value)
    {
        if (value.Numbers is null)
            return new LessonValue(value.Setting.Name, value.Words!);
        return value.Setting.Kind is LessonSettingKind.Number or LessonSettingKind.WholeNumber
            ? new LessonValue(value.Setting.Name, value.Numbers[0])
            : new LessonValue(value.Setting.Name, value.Numbers);
    }
}
