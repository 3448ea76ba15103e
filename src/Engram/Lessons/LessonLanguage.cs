namespace Engram.Lessons;

/// <summary>The language that a lesson speaks.</summary>
public enum LessonLanguage
{
    /// <summary>English.</summary>
    English,

    /// <summary>Chinese, in simplified characters.</summary>
    Chinese,
}
