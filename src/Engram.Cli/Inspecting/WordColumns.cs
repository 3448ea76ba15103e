using System.Text;
using Spectre.Console;

namespace Engram.Cli.Inspecting;

/// <summary>Words as the heads of columns, in groups that fit the terminal, so that nothing is wrapped.</summary>
/// <param name="words">The words.</param>
/// <param name="width">Columns of the terminal.</param>
/// <param name="labelWidth">Columns that stand before them.</param>
internal sealed class WordColumns(IReadOnlyList<string> words, int width, int labelWidth)
{
    private const int WidestWord = 14;

    private readonly string[] _words = [.. words.Select(word => Shorten(Printable(word)))];

    /// <summary>The words of each group: the first, and the one after the last.</summary>
    public IEnumerable<(int Start, int End)> Groups()
    {
        int start = 0, used = labelWidth;
        for (int word = 0; word < _words.Length; word++)
        {
            used += 1 + WidthOf(word);
            if (used <= width || word == start)
                continue;
            yield return (start, word);
            start = word;
            used = labelWidth + 1 + WidthOf(word);
        }

        if (start < _words.Length)
            yield return (start, _words.Length);
    }

    /// <summary>Columns of a word.</summary>
    public int WidthOf(int word) => Math.Max(CellText.Width, _words[word].GetCellWidth());

    /// <summary>A word, filled up to its columns.</summary>
    public string Head(int word) => Fill(_words[word], WidthOf(word));

    /// <summary>A text without what a terminal would obey instead of showing it.</summary>
    public static string Printable(string text) =>
        string.Create(text.Length, text, (span, source) =>
        {
            for (int i = 0; i < span.Length; i++)
                span[i] = char.IsControl(source[i]) ? '\uFFFD' : source[i];
        });

    /// <summary>A text, filled up with spaces; Chinese characters take two columns.</summary>
    public static string Fill(string text, int width) => text + new string(' ', Math.Max(0, width - text.GetCellWidth()));

    private static string Shorten(string word)
    {
        if (word.GetCellWidth() <= WidestWord)
            return word;
        StringBuilder text = new();
        foreach (Rune rune in word.EnumerateRunes())
        {
            if ((text.ToString() + rune).GetCellWidth() > WidestWord - 1)
                break;
            text.Append(rune);
        }

        return text.Append('…').ToString();
    }
}
