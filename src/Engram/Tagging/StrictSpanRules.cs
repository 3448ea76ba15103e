namespace Engram.Tagging;

/// <summary>What one tag after another means in a scheme when nothing ill-formed is forgiven.</summary>
/// <remarks>The rules are those of seqeval's strict mode; a row of the table is: letters before, letters now, and whether the names must
/// be the same, must differ, or do not matter.</remarks>
public static class StrictSpanRules
{
    private enum Names
    {
        Any,
        Same,
        Different,
    }

    /// <summary>The letters that a scheme uses, <c>O</c> included; empty for plain tags.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <returns>Such as <c>OBI</c>.</returns>
    public static string Letters(TagScheme scheme) => scheme switch
    {
        TagScheme.Bio or TagScheme.Iob1 => "OBI",
        TagScheme.Ioe1 or TagScheme.Ioe2 => "OIE",
        TagScheme.Bioes => "OBIES",
        TagScheme.Bilou => "OBILU",
        _ => "",
    };

    /// <summary>Whether a span starts at a tag.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="previous">The tag before; <see cref="SlotTag.Outside"/> at the beginning of the sentence.</param>
    /// <param name="tag">The tag.</param>
    /// <returns>Whether it does.</returns>
    public static bool Starts(TagScheme scheme, SlotTag previous, SlotTag tag) => scheme switch
    {
        TagScheme.Bio => tag.Prefix is 'B',
        TagScheme.Bioes => tag.Prefix is 'B' or 'S',
        TagScheme.Bilou => tag.Prefix is 'B' or 'U',
        TagScheme.Iob1 => Match(previous, tag, ("OB", "I", Names.Any), ("I", "I", Names.Different), ("IB", "B", Names.Same)),
        TagScheme.Ioe1 => Match(previous, tag, ("OE", "I", Names.Any), ("I", "I", Names.Different), ("E", "E", Names.Same)),
        TagScheme.Ioe2 => Match(previous, tag, ("OE", "IE", Names.Any), ("I", "IE", Names.Different)),
        _ => false,
    };

    /// <summary>Whether a tag lies in the same span as the tag before.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="previous">The tag before.</param>
    /// <param name="tag">The tag.</param>
    /// <returns>Whether it does.</returns>
    public static bool Continues(TagScheme scheme, SlotTag previous, SlotTag tag) => scheme switch
    {
        TagScheme.Bio or TagScheme.Iob1 => Match(previous, tag, ("BI", "I", Names.Same)),
        TagScheme.Ioe1 or TagScheme.Ioe2 => Match(previous, tag, ("I", "IE", Names.Same)),
        TagScheme.Bioes => Match(previous, tag, ("BI", "IE", Names.Same)),
        TagScheme.Bilou => Match(previous, tag, ("BI", "IL", Names.Same)),
        _ => false,
    };

    /// <summary>Whether a tag shows that the tag before was the last of a complete span.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="previous">The tag before.</param>
    /// <param name="tag">The tag; <see cref="SlotTag.Outside"/> after the end of the sentence.</param>
    /// <returns>Whether it does.</returns>
    public static bool EndsPrevious(TagScheme scheme, SlotTag previous, SlotTag tag) => scheme switch
    {
        TagScheme.Bio => Match(previous, tag, ("BI", "OB", Names.Any), ("BI", "I", Names.Different)),
        TagScheme.Iob1 => Match(previous, tag, ("BI", "O", Names.Any), ("BI", "I", Names.Different), ("I", "B", Names.Any), ("B", "B", Names.Same)),
        TagScheme.Ioe1 => Match(previous, tag, ("I", "O", Names.Any), ("I", "IE", Names.Different), ("E", "IE", Names.Same)),
        TagScheme.Ioe2 => previous.Prefix is 'E',
        TagScheme.Bioes => previous.Prefix is 'E' or 'S',
        TagScheme.Bilou => previous.Prefix is 'L' or 'U',
        _ => false,
    };

    internal static SlotTag Parse(string tag, TagScheme scheme)
    {
        SlotTag parsed = SlotTag.Parse(tag);
        if (Letters(scheme).Contains(parsed.Prefix, StringComparison.Ordinal)) return parsed;
        throw new ArgumentException($"Tag '{tag}' has the letter '{parsed.Prefix}', but the scheme {scheme} uses only "
            + $"{string.Join(", ", Letters(scheme).AsEnumerable())}. Give the scheme that the tags are written in, or correct the tag.", nameof(tag));
    }

    private static bool Match(SlotTag previous, SlotTag tag, params ReadOnlySpan<(string Before, string Now, Names Names)> rules)
    {
        foreach ((string before, string now, Names names) in rules)
        {
            bool fits = names == Names.Any || (names == Names.Same) == (previous.Name == tag.Name);
            if (fits && before.Contains(previous.Prefix, StringComparison.Ordinal) && now.Contains(tag.Prefix, StringComparison.Ordinal))
                return true;
        }
        return false;
    }
}
