namespace Engram.Lessons;

/// <summary>One step of a lesson.</summary>
/// <param name="Name">The same in every language, and another for each step: <c>elman.1</c>.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Items">What it shows, from top to bottom.</param>
/// <param name="Values">Everything it computed.</param>
public sealed record LessonStep(string Name, string Title, IReadOnlyList<LessonItem> Items, IReadOnlyList<LessonValue> Values);
