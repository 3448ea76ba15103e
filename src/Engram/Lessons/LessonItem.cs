namespace Engram.Lessons;

/// <summary>Something that a step shows.</summary>
public abstract record LessonItem
{
    private LessonItem()
    {
    }

    /// <summary>A paragraph of prose.</summary>
    /// <param name="Text">Without line breaks.</param>
    public sealed record Paragraph(string Text) : LessonItem;

    /// <summary>A line of arithmetic, with the numbers in it.</summary>
    /// <param name="Text">The line.</param>
    public sealed record Formula(string Text) : LessonItem;

    /// <summary>A gate, or another share, to be drawn as a bar.</summary>
    /// <param name="Name">What it is called.</param>
    /// <param name="Value">From 0, shut, to 1, open.</param>
    public sealed record Bar(string Name, double Value) : LessonItem;

    /// <summary>A table.</summary>
    /// <param name="Columns">Names of the columns.</param>
    /// <param name="Rows">As many cells each.</param>
    public sealed record Grid(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) : LessonItem;
}
