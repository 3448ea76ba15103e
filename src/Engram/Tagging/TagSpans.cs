namespace Engram.Tagging;

/// <summary>Spans from tags, and tags from spans.</summary>
public static class TagSpans
{
    /// <summary>The spans that tags mark, ill-formed sequences included.</summary>
    /// <remarks>
    /// <para>For the letters B, I and O exactly as the conlleval script (version 2004-01-26) counts: an <c>I-x</c> that continues
    /// nothing opens a span, and a change of name ends one and opens another. E and S as seqeval counts by default:
    /// both close a span, S and B always open one. BILOU is read as BIOES in other letters.</para>
    /// </remarks>
    /// <param name="tags">One tag a token.</param>
    /// <param name="scheme">The scheme; with <see cref="TagScheme.Plain"/> there are no spans.</param>
    /// <returns>The spans from left to right, none overlapping.</returns>
    public static IReadOnlyList<TokenSpan> Read(IReadOnlyList<string> tags, TagScheme scheme)
    {
        ArgumentNullException.ThrowIfNull(tags);
        List<TokenSpan> spans = [];
        if (scheme == TagScheme.Plain) return spans;
        SlotTag previous = SlotTag.Outside;
        int start = 0;
        for (int i = 0; i <= tags.Count; i++)
        {
            SlotTag tag = i < tags.Count ? SlotTag.Parse(tags[i]) : SlotTag.Outside;
            if (scheme == TagScheme.Bilou) tag = AsBioes(tag);
            if (Closes(previous, tag)) spans.Add(new TokenSpan(start, i, previous.Name));
            if (Opens(previous, tag)) start = i;
            previous = tag;
        }
        return spans;
    }

    /// <summary>Only the spans that are complete and well-formed, as seqeval's strict mode finds them.</summary>
    /// <remarks>A span counts when its first token may start one after the token before, and the token after its last one ends it.</remarks>
    /// <param name="tags">One tag a token.</param>
    /// <param name="scheme">The scheme; with <see cref="TagScheme.Plain"/> there are no spans.</param>
    /// <returns>The spans from left to right, none overlapping.</returns>
    /// <exception cref="ArgumentException">A tag has a letter that the scheme does not use.</exception>
    public static IReadOnlyList<TokenSpan> ReadStrict(IReadOnlyList<string> tags, TagScheme scheme)
    {
        ArgumentNullException.ThrowIfNull(tags);
        List<TokenSpan> spans = [];
        if (scheme == TagScheme.Plain) return spans;
        SlotTag[] extended = [.. tags.Select(tag => StrictSpanRules.Parse(tag, scheme)), SlotTag.Outside];
        for (int start = 0; start < tags.Count;)
        {
            SlotTag previous = start == 0 ? SlotTag.Outside : extended[start - 1];
            int end = start + 1;
            if (StrictSpanRules.Starts(scheme, previous, extended[start]))
            {
                while (StrictSpanRules.Continues(scheme, extended[end - 1], extended[end])) end++;
                if (StrictSpanRules.EndsPrevious(scheme, extended[end - 1], extended[end]))
                    spans.Add(new TokenSpan(start, end, extended[start].Name));
            }
            start = end;
        }
        return spans;
    }

    /// <summary>The tags that mark spans: always well-formed.</summary>
    /// <param name="spans">Spans from left to right, none empty, none overlapping.</param>
    /// <param name="length">How many tokens the sentence has.</param>
    /// <param name="scheme">The scheme; not <see cref="TagScheme.Plain"/>, which has no spans.</param>
    /// <returns>One tag a token.</returns>
    /// <exception cref="ArgumentException">A span is empty, overlaps the one before or leaves the sentence; or the scheme is plain.</exception>
    public static string[] Write(IReadOnlyList<TokenSpan> spans, int length, TagScheme scheme)
    {
        ArgumentNullException.ThrowIfNull(spans);
        if (scheme == TagScheme.Plain)
            throw new ArgumentException("Plain tags mark no spans, so none can be written. Give a scheme with spans, such as Bio.", nameof(scheme));
        string[] tags = new string[length];
        Array.Fill(tags, "O");
        int free = 0;
        for (int i = 0; i < spans.Count; i++)
        {
            TokenSpan span = spans[i];
            if (span.Start < free || span.Length < 1 || span.End > length)
            {
                throw new ArgumentException($"Span {i} is [{span.Start}, {span.End}), but must hold a token and lie within [{free}, {length}). "
                    + "Give spans from left to right that do not overlap.", nameof(spans));
            }
            bool touchesBefore = i > 0 && spans[i - 1].End == span.Start && spans[i - 1].Name == span.Name;
            bool touchesAfter = i + 1 < spans.Count && spans[i + 1].Start == span.End && spans[i + 1].Name == span.Name;
            for (int token = span.Start; token < span.End; token++)
            {
                bool first = token == span.Start, last = token == span.End - 1;
                tags[token] = new SlotTag(Letter(scheme, first, last, touchesBefore, touchesAfter), span.Name).ToString();
            }
            free = span.End;
        }
        return tags;
    }

    private static char Letter(TagScheme scheme, bool first, bool last, bool touchesBefore, bool touchesAfter) => scheme switch
    {
        TagScheme.Iob1 => first && touchesBefore ? 'B' : 'I',
        TagScheme.Ioe1 => last && touchesAfter ? 'E' : 'I',
        TagScheme.Ioe2 => last ? 'E' : 'I',
        TagScheme.Bioes when first && last => 'S',
        TagScheme.Bilou when first && last => 'U',
        TagScheme.Bioes when last => 'E',
        TagScheme.Bilou when last => 'L',
        _ => first ? 'B' : 'I',
    };

    private static SlotTag AsBioes(SlotTag tag) => tag.Prefix switch
    {
        'L' => tag with { Prefix = 'E' },
        'U' => tag with { Prefix = 'S' },
        _ => tag,
    };

    // The two rules below are seqeval's, clause by clause, which for B, I and O are conlleval's. A letter that they do not know
    // opens or closes a span only by a change of name.
    private static bool Closes(SlotTag previous, SlotTag tag) => !previous.IsOutside
        && (previous.Prefix is 'E' or 'S' || tag.Name != previous.Name || (previous.Prefix is 'B' or 'I' && tag.Prefix is 'B' or 'S'));

    private static bool Opens(SlotTag previous, SlotTag tag) => !tag.IsOutside
        && (tag.Prefix is 'B' or 'S' || tag.Name != previous.Name || (previous.Prefix is 'E' or 'S' && tag.Prefix is 'E' or 'I'));
}
