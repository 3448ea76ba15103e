namespace Engram.Lessons;

/// <summary>What the value of a setting may be.</summary>
public enum LessonSettingKind
{
    /// <summary>One number.</summary>
    Number,

    /// <summary>One whole number.</summary>
    WholeNumber,

    /// <summary>One number for each time step, with commas between them, or one for all of them. At most 20.</summary>
    Sequence,

    /// <summary>As many numbers as the default has, with commas between them, or one for all of them.</summary>
    List,

    /// <summary>Words with commas between them; at most 20 of at most 40 letters.</summary>
    Words,
}
