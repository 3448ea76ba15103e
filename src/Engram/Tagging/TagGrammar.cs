namespace Engram.Tagging;

/// <summary>Which tag may follow which, whether a sequence is well-formed, and how an ill-formed one is repaired.</summary>
public static class TagGrammar
{
    /// <summary>Whether a tag may follow another in a well-formed sentence.</summary>
    /// <remarks>The beginning and the end of a sentence count as <see cref="SlotTag.Outside"/>.</remarks>
    /// <param name="scheme">The scheme; with <see cref="TagScheme.Plain"/> everything may.</param>
    /// <param name="previous">The tag before.</param>
    /// <param name="tag">The tag.</param>
    /// <returns>Whether it may.</returns>
    public static bool MayFollow(TagScheme scheme, SlotTag previous, SlotTag tag)
    {
        bool same = previous.Name == tag.Name;
        return scheme switch
        {
            TagScheme.Bio => tag.Prefix != 'I' || (same && previous.Prefix is 'B' or 'I'),
            TagScheme.Iob1 => tag.Prefix != 'B' || (same && previous.Prefix is 'B' or 'I'),
            TagScheme.Ioe1 => previous.Prefix != 'E' || (same && tag.Prefix is 'I' or 'E'),
            TagScheme.Ioe2 => previous.Prefix != 'I' || (same && tag.Prefix is 'I' or 'E'),
            TagScheme.Bioes or TagScheme.Bilou when previous.Prefix is 'B' or 'I' => same && tag.Prefix is 'I' or 'E' or 'L',
            TagScheme.Bioes or TagScheme.Bilou => tag.Prefix is 'O' or 'B' or 'S' or 'U',
            _ => true,
        };
    }

    /// <summary>Whether a tag has a form that a scheme knows.</summary>
    /// <param name="scheme">The scheme; with <see cref="TagScheme.Plain"/> every tag that is not empty has.</param>
    /// <param name="tag">The tag.</param>
    /// <returns>Whether it has.</returns>
    public static bool Knows(TagScheme scheme, string tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        if (scheme == TagScheme.Plain) return tag.Length > 0;
        return SlotTag.TryParse(tag, out SlotTag parsed) && StrictSpanRules.Letters(scheme).Contains(parsed.Prefix, StringComparison.Ordinal);
    }

    /// <summary>The first place where a sequence breaks the rules of its scheme.</summary>
    /// <param name="tags">One tag a token, each known to the scheme.</param>
    /// <param name="scheme">The scheme.</param>
    /// <returns>The index of the tag that may not follow the one before it; the length where the sentence may not end there; −1 where the
    /// sequence is well-formed.</returns>
    public static int FirstIllFormed(IReadOnlyList<string> tags, TagScheme scheme)
    {
        int next = NextIllFormed(tags, scheme, 0);
        return next > tags.Count ? -1 : next;
    }

    /// <summary>Whether a sequence keeps the rules of its scheme.</summary>
    /// <param name="tags">One tag a token.</param>
    /// <param name="scheme">The scheme.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsWellFormed(IReadOnlyList<string> tags, TagScheme scheme) => FirstIllFormed(tags, scheme) < 0;

    /// <summary>The same spans, as <see cref="TagSpans.Read"/> counts them, in well-formed tags of another scheme.</summary>
    /// <param name="tags">One tag a token.</param>
    /// <param name="from">The scheme that they are written in.</param>
    /// <param name="to">The scheme wanted; <see cref="TagScheme.Plain"/> only where <paramref name="from"/> is plain too.</param>
    /// <returns>One tag a token.</returns>
    /// <exception cref="ArgumentException">One of the schemes is plain and the other is not.</exception>
    public static string[] Convert(IReadOnlyList<string> tags, TagScheme from, TagScheme to)
    {
        ArgumentNullException.ThrowIfNull(tags);
        if (from == TagScheme.Plain && to == TagScheme.Plain) return [.. tags];
        if (from == TagScheme.Plain)
            throw new ArgumentException($"Plain tags mark no spans, so they cannot be converted to {to}.", nameof(from));
        return TagSpans.Write(TagSpans.Read(tags, from), tags.Count, to);
    }

    /// <summary>The same spans in well-formed tags of the same scheme: an <c>I-x</c> that opens a span becomes <c>B-x</c>, and so on.</summary>
    /// <param name="tags">One tag a token.</param>
    /// <param name="scheme">The scheme.</param>
    /// <returns>One tag a token.</returns>
    public static string[] Repair(IReadOnlyList<string> tags, TagScheme scheme) => Convert(tags, scheme, scheme);

    internal static int NextIllFormed(IReadOnlyList<string> tags, TagScheme scheme, int from)
    {
        ArgumentNullException.ThrowIfNull(tags);
        if (scheme == TagScheme.Plain) return int.MaxValue;
        SlotTag previous = from == 0 ? SlotTag.Outside : SlotTag.Parse(tags[from - 1]);
        for (int i = from; i <= tags.Count; i++)
        {
            SlotTag tag = i < tags.Count ? SlotTag.Parse(tags[i]) : SlotTag.Outside;
            if (!MayFollow(scheme, previous, tag)) return i;
            previous = tag;
        }
        return int.MaxValue;
    }
}
