using System.Globalization;

namespace Engram.Lessons;

/// <summary>The values of a lesson's settings: its own, but for those that the learner changed.</summary>
internal sealed class LessonValues
{
    private const int MostSteps = 20;
    private const int MostLetters = 40;

    private readonly Lesson _lesson;
    private readonly Dictionary<string, double[]> _numbers = [];
    private readonly Dictionary<string, string[]> _words = [];

    private LessonValues(Lesson lesson) => _lesson = lesson;

    /// <summary>How many time steps there are.</summary>
    public int Steps { get; private set; } = 1;

    /// <summary>Reads what the learner set.</summary>
    /// <param name="lesson">The lesson.</param>
    /// <param name="given">Such as <c>x2=-1</c>; of two for the same setting the last counts.</param>
    /// <exception cref="ArgumentException">There is no such setting, or its value cannot be.</exception>
    public static LessonValues Read(Lesson lesson, IEnumerable<string> given)
    {
        LessonValues values = new(lesson);
        Dictionary<string, string> texts = lesson.Settings.ToDictionary(setting => setting.Name, setting => setting.Default);
        foreach (string assignment in given)
        {
            string[] parts = assignment.Split('=', 2);
            if (parts.Length < 2 || !texts.ContainsKey(parts[0]))
                throw new ArgumentException($"lesson {lesson.Name}: '{assignment}' sets nothing. {values.Allowed()}");
            texts[parts[0]] = parts[1];
        }

        foreach (LessonSetting setting in lesson.Settings)
            values.Read(setting, texts[setting.Name]);
        values.AlignSteps(texts);
        return values;
    }

    public double Number(string name) => _numbers[name][0];

    public int Whole(string name) => (int)_numbers[name][0];

    public double[] Numbers(string name) => _numbers[name];

    public string[] Words(string name) => _words[name];

    /// <summary>Calls back with each setting and its numbers, or its words.</summary>
    public IEnumerable<(LessonSetting Setting, double[]? Numbers, string[]? Words)> All() =>
        _lesson.Settings.Select(setting => (setting, _numbers.GetValueOrDefault(setting.Name), _words.GetValueOrDefault(setting.Name)));

    private string Allowed() => _lesson.Settings.Count == 0
        ? "It has no settings."
        : $"Give one of these another value: {string.Join("; ", _lesson.Settings)}.";

    private void Read(LessonSetting setting, string text)
    {
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        if (setting.Kind == LessonSettingKind.Words)
        {
            bool fits = parts.Length <= MostSteps && parts.All(word => word.Length is > 0 and <= MostLetters);
            _words[setting.Name] = fits ? parts : throw Wrong(setting, text, $"1 to {MostSteps} words of at most {MostLetters} letters are");
            return;
        }

        bool one = setting.Kind is LessonSettingKind.Number or LessonSettingKind.WholeNumber;
        int expected = setting.Kind == LessonSettingKind.List ? setting.Default.Split(',').Length : MostSteps;
        double[] numbers = [.. parts.Select(part => Parse(setting, text, part))];
        bool right = one ? numbers.Length == 1 : numbers.Length <= expected && (setting.Kind != LessonSettingKind.List || numbers.Length == 1
            || numbers.Length == expected);
        if (!right)
            throw Wrong(setting, text, one ? "one number is" : $"{expected} numbers, or one for all of them, are");
        _numbers[setting.Name] = setting.Kind == LessonSettingKind.List && numbers.Length == 1
            ? [.. Enumerable.Repeat(numbers[0], expected)]
            : numbers;
    }

    private double Parse(LessonSetting setting, string text, string part)
    {
        string plain = part.Replace('−', '-');
        bool isNumber = double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        bool whole = setting.Kind != LessonSettingKind.WholeNumber || number == Math.Floor(number);
        if (isNumber && whole && number >= setting.Minimum && number <= setting.Maximum)
            return number;
        string kind = setting.Kind == LessonSettingKind.WholeNumber ? "a whole number" : "a number";
        throw Wrong(setting, text, string.Create(CultureInfo.InvariantCulture, $"{kind} from {setting.Minimum} to {setting.Maximum} is"));
    }

    private void AlignSteps(Dictionary<string, string> texts)
    {
        LessonSetting[] sequences = [.. _lesson.Settings.Where(setting => setting.Kind == LessonSettingKind.Sequence)];
        if (sequences.Length == 0)
            return;
        // One number counts for every step: of those given, or else of the lesson's own.
        Steps = sequences.Max(setting => _numbers[setting.Name].Length);
        if (Steps == 1)
            Steps = sequences.Any(setting => texts[setting.Name] == setting.Default) ? 1 : sequences.Max(s => s.Default.Split(',').Length);
        foreach (LessonSetting setting in sequences)
        {
            double[] numbers = _numbers[setting.Name];
            if (numbers.Length == 1)
                _numbers[setting.Name] = [.. Enumerable.Repeat(numbers[0], Steps)];
            else if (numbers.Length != Steps)
                throw Wrong(setting, string.Join(',', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))),
                    $"{Steps} numbers, one a step as in the others, are");
        }
    }

    private ArgumentException Wrong(LessonSetting setting, string text, string expected) =>
        new($"lesson {_lesson.Name}: '{setting.Name}={text}', but {expected} expected. {Allowed()}");
}
