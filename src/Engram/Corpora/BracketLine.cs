using System.Text;

namespace Engram.Corpora;

/// <summary>Takes a line such as <c>to [Taipei](destination)</c> apart.</summary>
internal static class BracketLine
{
    /// <summary>Whether a line holds something of the form <c>[words](slot)</c>, its last bracket perhaps forgotten.</summary>
    public static bool HasSlot(string text)
    {
        int middle = text.IndexOf("](", StringComparison.Ordinal);
        return middle > 0 && text.LastIndexOf('[', middle) >= 0;
    }

    /// <summary>The pieces of a line: text outside brackets with no slot, text inside with its slot's name.</summary>
    public static List<(string Text, string? Slot)> Split(string name, CorpusLine line)
    {
        List<(string Text, string? Slot)> pieces = [];
        StringBuilder text = new();
        int open = -1;
        for (int i = 0; i < line.Text.Length; i++)
        {
            char c = line.Text[i];
            if (c == '\\' && i + 1 < line.Text.Length && line.Text[i + 1] is '[' or ']' or '\\' or '#')
            {
                text.Append(line.Text[++i]);
            }
            else if (c == '[')
            {
                if (open >= 0) throw Wrong(name, line, i, "a '[' stands inside the brackets opened before it");
                pieces.Add((text.ToString(), null));
                text.Clear();
                open = i;
            }
            else if (c == ']' && open >= 0)
            {
                (string slot, i) = SlotName(name, line, i);
                pieces.Add((text.ToString(), slot));
                text.Clear();
                open = -1;
            }
            else
            {
                text.Append(c);
            }
        }
        if (open >= 0) throw Wrong(name, line, open, "a '[' is never closed");
        pieces.Add((text.ToString(), null));
        return pieces;
    }

    private static (string Slot, int End) SlotName(string name, CorpusLine line, int bracket)
    {
        string text = line.Text;
        if (bracket + 1 >= text.Length || text[bracket + 1] != '(') throw Wrong(name, line, bracket, "no '(slot)' follows the ']'");
        int end = text.IndexOf(')', bracket);
        if (end < 0) throw Wrong(name, line, bracket + 1, "the '(' after ']' is never closed");
        string slot = text[(bracket + 2)..end];
        if (slot.Length == 0 || slot.Any(char.IsWhiteSpace))
            throw Wrong(name, line, bracket + 1, $"the slot's name '{slot}' is empty or holds white space");
        return (slot, end);
    }

    private static CorpusException Wrong(string name, CorpusLine line, int column, string what) => CorpusException.At(name, line.Number,
        $"column {column + 1}: {what}. Write slots as '[Taipei](destination)', and '\\[' where a bracket is meant.");
}
