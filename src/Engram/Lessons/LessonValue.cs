namespace Engram.Lessons;

/// <summary>Something that a lesson computed, by name.</summary>
public sealed record LessonValue
{
    private LessonValue(string name, IReadOnlyList<double> numbers, IReadOnlyList<string> words, bool isList) =>
        (Name, Numbers, Words, IsList) = (name, numbers, words, isList);

    internal LessonValue(string name, double number)
        : this(name, [number], [], isList: false)
    {
    }

    internal LessonValue(string name, IReadOnlyList<double> numbers)
        : this(name, [.. numbers], [], isList: true)
    {
    }

    internal LessonValue(string name, IReadOnlyList<string> words)
        : this(name, [], [.. words], isList: true)
    {
    }

    /// <summary>Its name, such as <c>hidden</c>.</summary>
    public string Name { get; }

    /// <summary>The numbers, at full precision; none where it is made of words.</summary>
    public IReadOnlyList<double> Numbers { get; }

    /// <summary>The words; none where it is made of numbers.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Whether it is a list, even of one.</summary>
    public bool IsList { get; }
}
