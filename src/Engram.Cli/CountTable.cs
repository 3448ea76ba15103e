using System.Globalization;
using Spectre.Console;

namespace Engram.Cli;

/// <summary>A table of two columns: a name and how often.</summary>
internal sealed class CountTable
{
    private readonly Table _table;

    public CountTable(string name, string count) => _table = new Table().Border(TableBorder.None)
        .AddColumn(new TableColumn(new Text(name)).PadRight(2))
        .AddColumn(new TableColumn(new Text(count)).RightAligned());

    /// <summary>Adds a row.</summary>
    public void Add(string name, int count) => _table.AddRow(new Text(name), new Text(count.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Writes the table and an empty line.</summary>
    public void WriteTo(IAnsiConsole console)
    {
        console.Write(_table);
        console.WriteLine();
    }

    /// <summary>Writes the most frequent entries; nothing where there are none.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="name">What the entries are.</param>
    /// <param name="entries">The most frequent first.</param>
    /// <param name="top">How many at most.</param>
    public static void Write(IAnsiConsole console, string name, IReadOnlyList<KeyValuePair<string, int>> entries, int top)
    {
        if (entries.Count == 0 || top == 0)
            return;
        CountTable table = new(Terminal.Text($"{name} ({entries.Count})"), "times");
        foreach ((string key, int count) in entries.Take(top))
            table.Add(key, count);
        if (entries.Count > top)
            table.Add("others", entries.Skip(top).Sum(entry => entry.Value));
        table.WriteTo(console);
    }
}
