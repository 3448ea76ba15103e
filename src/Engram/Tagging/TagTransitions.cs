namespace Engram.Tagging;

/// <summary>Which of a list of tags may start a sentence, follow one another and end it, so that a decoder gives well-formed tags only.</summary>
public sealed class TagTransitions
{
    private readonly bool[] _start;
    private readonly bool[] _end;
    private readonly bool[] _follow;

    /// <summary>Works out the transitions.</summary>
    /// <param name="tags">The tags, in the order of the decoder's indices.</param>
    /// <param name="scheme">The scheme; with <see cref="TagScheme.Plain"/> everything is allowed.</param>
    /// <exception cref="ArgumentException">There is no tag, or one has a form that the scheme does not know.</exception>
    public TagTransitions(IReadOnlyList<string> tags, TagScheme scheme)
    {
        ArgumentNullException.ThrowIfNull(tags);
        if (tags.Count == 0) throw new ArgumentException("The list of tags is empty. Give at least one tag, such as 'O'.", nameof(tags));
        if (tags.FirstOrDefault(tag => !TagGrammar.Knows(scheme, tag)) is string unknown)
        {
            throw new ArgumentException($"Tag '{unknown}' has no form of the scheme {scheme}, whose letters are "
                + $"{string.Join(", ", StrictSpanRules.Letters(scheme).AsEnumerable())}. Correct the tag or give its own scheme.", nameof(tags));
        }
        Tags = [.. tags];
        Scheme = scheme;
        SlotTag[] parsed = [.. tags.Select(tag => scheme == TagScheme.Plain ? SlotTag.Outside : SlotTag.Parse(tag))];
        _start = [.. parsed.Select(tag => TagGrammar.MayFollow(scheme, SlotTag.Outside, tag))];
        _end = [.. parsed.Select(tag => TagGrammar.MayFollow(scheme, tag, SlotTag.Outside))];
        _follow = [.. from before in parsed from tag in parsed select TagGrammar.MayFollow(scheme, before, tag)];
    }

    /// <summary>The tags, in the order of their indices.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>The scheme.</summary>
    public TagScheme Scheme { get; }

    /// <summary>For each tag, whether a sentence may start with it: <c>[tags]</c>.</summary>
    public ReadOnlySpan<bool> Start => _start;

    /// <summary>For each tag, whether a sentence may end with it: <c>[tags]</c>.</summary>
    public ReadOnlySpan<bool> End => _end;

    /// <summary>For each pair, whether the second tag may follow the first: <c>[from, to]</c>, row by row.</summary>
    public ReadOnlySpan<bool> Follow => _follow;

    /// <summary>Whether everything is allowed, so that nothing needs to be masked.</summary>
    public bool AllowsEverything => Array.TrueForAll(_start, allowed => allowed) && Array.TrueForAll(_end, allowed => allowed)
        && Array.TrueForAll(_follow, allowed => allowed);

    /// <summary>Whether a sentence may start with a tag.</summary>
    /// <param name="tag">The tag's index.</param>
    /// <returns>Whether it may.</returns>
    public bool CanStart(int tag) => _start[tag];

    /// <summary>Whether a sentence may end with a tag.</summary>
    /// <param name="tag">The tag's index.</param>
    /// <returns>Whether it may.</returns>
    public bool CanEnd(int tag) => _end[tag];

    /// <summary>Whether a tag may follow another.</summary>
    /// <param name="from">The index of the tag before.</param>
    /// <param name="to">The tag's index.</param>
    /// <returns>Whether it may.</returns>
    public bool CanFollow(int from, int to) => _follow[(from * _start.Length) + to];
}
