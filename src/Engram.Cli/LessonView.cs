using Engram.Lessons;
using Spectre.Console;

namespace Engram.Cli;

/// <summary>Shows a lesson: prose wrapped on a terminal, arithmetic as it is, gates as bars.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="language">For the words that are not the lesson's own.</param>
internal sealed class LessonView(Terminal terminal, LessonLanguage language)
{
    private const int BarWidth = 20;

    private static readonly Style Heading = new(decoration: Decoration.Bold);
    private static readonly Style Open = new(foreground: Color.Green);

    private readonly IAnsiConsole _console = terminal.Results;

    /// <summary>Lists lessons.</summary>
    public void WriteList(IReadOnlyList<Lesson> lessons)
    {
        Table table = new Table().Border(TableBorder.None).HideHeaders();
        table.AddColumn(new TableColumn("").PadRight(2)).AddColumn("");
        foreach (Lesson lesson in lessons)
            table.AddRow(new Text(lesson.Name, Heading), new Text(lesson.Title(language)));
        _console.Write(table);
        _console.WriteLine();
        _console.Write(new Text(In("Begin with: engram lesson memory", "从这里开始：engram lesson memory --lang zh") + "\n"));
    }

    /// <summary>Shows a lesson that was computed.</summary>
    /// <param name="page">The lesson.</param>
    /// <param name="settings">What the learner may change.</param>
    public void Write(LessonPage page, IReadOnlyList<LessonSetting> settings)
    {
        _console.Write(new Text(page.Title + "\n", Heading));
        foreach (LessonStep step in page.Steps)
        {
            _console.WriteLine();
            _console.Write(new Text(step.Title + "\n", Heading));
            int width = step.Items.OfType<LessonItem.Bar>().Select(bar => Width(bar.Name)).DefaultIfEmpty().Max();
            foreach (LessonItem item in step.Items)
                Write(item, width);
        }

        _console.WriteLine();
        string given = string.Join("  ", settings);
        _console.Write(new Text(In($"To change, with --set: {given}", $"用 --set 可以改：{given}") + "\n"));
    }

    private static int Width(string text) => text.Sum(letter => letter >= 0x2E80 ? 2 : 1); // a Chinese character takes two columns

    private static string Bar(double value)
    {
        int filled = (int)Math.Round(Math.Clamp(value, 0, 1) * BarWidth);
        return new string('█', filled) + new string('░', BarWidth - filled);
    }

    private static Table Grid(LessonItem.Grid grid)
    {
        Table table = new Table().Border(TableBorder.None);
        for (int column = 0; column < grid.Columns.Count; column++)
        {
            bool numbers = grid.Rows.All(row => row[column].Length > 0 && (char.IsAsciiDigit(row[column][^1])));
            TableColumn heading = new TableColumn(new Text(grid.Columns[column])).PadLeft(column == 0 ? 2 : 1);
            table.AddColumn(numbers ? heading.RightAligned() : heading);
        }

        foreach (IReadOnlyList<string> row in grid.Rows)
            table.AddRow(row.Select(cell => new Text(cell)));
        return table;
    }

    private void Write(LessonItem item, int width)
    {
        switch (item)
        {
            case LessonItem.Paragraph paragraph:
                _console.Write(new Text(paragraph.Text + "\n"));
                break;
            case LessonItem.Formula formula:
                _console.Write(new Text($"  {formula.Text}\n"));
                break;
            case LessonItem.Bar bar:
                string space = new(' ', width - Width(bar.Name));
                _console.Write(new Paragraph($"  {bar.Name}{space}  ").Append(Bar(bar.Value), Open)
                    .Append(Terminal.Text($"  {Math.Round(bar.Value, 3)}\n")));
                break;
            case LessonItem.Grid grid:
                _console.Write(Grid(grid));
                break;
        }
    }

    private string In(string english, string chinese) => language == LessonLanguage.Chinese ? chinese : english;
}
