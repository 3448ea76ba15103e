namespace Engram.Lessons;

/// <summary>A lesson that was computed, with the learner's inputs and weights.</summary>
/// <param name="Name">The name of the lesson.</param>
/// <param name="Title">Its title.</param>
/// <param name="Settings">What the inputs and weights are.</param>
/// <param name="Steps">The steps.</param>
public sealed record LessonPage(string Name, string Title, IReadOnlyList<LessonValue> Settings, IReadOnlyList<LessonStep> Steps)
{
    /// <summary>A value by the name of its step and its own.</summary>
    /// <param name="step">Such as <c>elman.1</c>.</param>
    /// <param name="value">Such as <c>hidden</c>.</param>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public LessonValue Value(string step, string value) =>
        Steps.FirstOrDefault(known => known.Name == step)?.Values.FirstOrDefault(known => known.Name == value)
        ?? throw new ArgumentException($"LessonPage: there is no value '{value}' in a step '{step}'. The steps are "
            + $"{string.Join(", ", Steps.Select(known => known.Name))}.", nameof(value));

    /// <summary>The lesson as one JSON object; every number at full precision.</summary>
    public string ToJson() => LessonJson.ToJson(this);
}
