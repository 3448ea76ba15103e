namespace Engram.Lessons;

/// <summary>Something that the learner may change: an input or a weight.</summary>
/// <param name="Name">As it is written before the equals sign: <c>x2</c>.</param>
/// <param name="Default">Its value, as it is written after the equals sign: <c>1,1,0,0,-1</c>.</param>
/// <param name="Kind">What may be written there.</param>
/// <param name="Minimum">The least number.</param>
/// <param name="Maximum">The largest number.</param>
public sealed record LessonSetting(string Name, string Default, LessonSettingKind Kind, double Minimum, double Maximum)
{
    /// <summary>Numbers may be as large as this, either way: 1000.</summary>
    internal const double Largest = 1000;

    /// <summary>As it is written: <c>x2=1,1,0,0,-1</c>.</summary>
    public override string ToString() => $"{Name}={Default}";

    internal static LessonSetting Number(string name, double value, double minimum = -Largest, double maximum = Largest) =>
        new(name, Written(value), LessonSettingKind.Number, minimum, maximum);

    internal static LessonSetting Whole(string name, int value, int minimum, int maximum) =>
        new(name, Written(value), LessonSettingKind.WholeNumber, minimum, maximum);

    internal static LessonSetting Sequence(string name, params double[] values) =>
        new(name, string.Join(',', values.Select(Written)), LessonSettingKind.Sequence, -Largest, Largest);

    internal static LessonSetting List(string name, params double[] values) =>
        new(name, string.Join(',', values.Select(Written)), LessonSettingKind.List, -Largest, Largest);

    internal static LessonSetting Words(string name, string words) => new(name, words, LessonSettingKind.Words, 0, 0);

    private static string Written(double value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
