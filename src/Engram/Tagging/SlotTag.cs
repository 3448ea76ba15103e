namespace Engram.Tagging;

/// <summary>A tag taken apart: <c>B-destination</c> is the prefix <c>B</c> and the name <c>destination</c>.</summary>
/// <remarks>The name begins after the first hyphen and may hold others. A bare letter, <c>B</c>, has the name <c>_</c>.</remarks>
/// <param name="Prefix">The letter before the hyphen: one of <c>B I O E S L U</c> in the schemes of <see cref="TagScheme"/>.</param>
/// <param name="Name">The slot's name; empty for <c>O</c>.</param>
public readonly record struct SlotTag(char Prefix, string Name)
{
    /// <summary>The name that bare letters stand for.</summary>
    public const string Nameless = "_";

    /// <summary>The tag of a token that belongs to no slot.</summary>
    public static SlotTag Outside { get; } = new('O', "");

    /// <summary>Whether the token belongs to no slot.</summary>
    public bool IsOutside => Prefix == 'O';

    /// <summary>Takes a tag apart without judging it: whatever its first letter is becomes the prefix.</summary>
    /// <param name="tag">The tag, not empty.</param>
    /// <returns>Prefix and name.</returns>
    /// <exception cref="ArgumentException"><paramref name="tag"/> is empty.</exception>
    public static SlotTag Parse(string tag)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        if (tag == "O") return Outside;
        int hyphen = tag.IndexOf('-', 1);
        string name = hyphen < 0 ? tag[1..] : tag[(hyphen + 1)..];
        return new SlotTag(tag[0], name.Length == 0 ? Nameless : name);
    }

    /// <summary>Takes a tag apart if it has the form of a slot tag: <c>O</c>, a letter alone, or a letter, a hyphen and a name.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="parsed">Prefix and name.</param>
    /// <returns><see langword="false"/> where the form is another, as in <c>NN</c>, <c>B-</c> or <c>O-x</c>.</returns>
    public static bool TryParse(string tag, out SlotTag parsed)
    {
        ArgumentNullException.ThrowIfNull(tag);
        parsed = Outside;
        if (tag == "O") return true;
        bool bare = tag.Length == 1;
        if (!bare && (tag.Length < 3 || tag[1] != '-')) return false;
        if (!"BIESLU".Contains(tag[0], StringComparison.Ordinal)) return false;
        parsed = new SlotTag(tag[0], bare ? Nameless : tag[2..]);
        return true;
    }

    /// <summary>The tag as it stands in a corpus.</summary>
    /// <returns><c>O</c>, <c>B</c> or <c>B-destination</c>.</returns>
    public override string ToString()
    {
        if (IsOutside) return "O";
        return Name == Nameless ? Prefix.ToString() : $"{Prefix}-{Name}";
    }
}
