using Engram.Numerics;

namespace Engram.Tagging;

/// <summary>Which sequences of tags are well-formed: which tag may come first, which may follow which, which may come last.</summary>
/// <remarks>Under BIO, for instance, <c>I-x</c> may not come first and may follow only <c>B-x</c> and <c>I-x</c>.</remarks>
public sealed class TagConstraints
{
    private readonly bool[] _canStart;
    private readonly bool[,] _canFollow;
    private readonly bool[] _canEnd;

    /// <summary>Creates the constraints from lists, which are copied.</summary>
    /// <param name="canStart">Whether a tag may come first, <c>[tags]</c>.</param>
    /// <param name="canFollow">Whether the second tag may follow the first, <c>[from, to]</c>.</param>
    /// <param name="canEnd">Whether a tag may come last, <c>[tags]</c>.</param>
    /// <exception cref="ShapeException">The lists are not of the same number of tags.</exception>
    public TagConstraints(ReadOnlySpan<bool> canStart, bool[,] canFollow, ReadOnlySpan<bool> canEnd)
    {
        ArgumentNullException.ThrowIfNull(canFollow);
        if (canFollow.GetLength(0) != canStart.Length || canFollow.GetLength(1) != canStart.Length || canEnd.Length != canStart.Length)
        {
            throw new ShapeException(
                $"TagConstraints: canStart has {canStart.Length} tags, canFollow [{canFollow.GetLength(0)}, {canFollow.GetLength(1)}], "
                + $"canEnd {canEnd.Length}. All must be of the same number of tags.");
        }

        _canStart = canStart.ToArray();
        _canFollow = (bool[,])canFollow.Clone();
        _canEnd = canEnd.ToArray();
    }

    /// <summary>Works out what a tag scheme allows.</summary>
    /// <param name="tags">The tags, at least one, in the order of their numbers.</param>
    /// <param name="scheme">The scheme; with <see cref="TagScheme.Plain"/> everything is allowed.</param>
    /// <exception cref="ArgumentException">There is no tag, or one has a form that the scheme does not know.</exception>
    public TagConstraints(IReadOnlyList<string> tags, TagScheme scheme)
    {
        ArgumentNullException.ThrowIfNull(tags);
        if (tags.Count == 0)
            throw new ArgumentException("The list of tags is empty. Give at least one tag, such as 'O'.", nameof(tags));
        if (tags.FirstOrDefault(tag => !TagGrammar.Knows(scheme, tag)) is string unknown)
        {
            throw new ArgumentException($"Tag '{unknown}' has no form of the scheme {scheme}, whose letters are "
                + $"{string.Join(", ", StrictSpanRules.Letters(scheme).AsEnumerable())}. Correct the tag or give its own scheme.", nameof(tags));
        }

        SlotTag[] parsed = [.. tags.Select(tag => scheme == TagScheme.Plain ? SlotTag.Outside : SlotTag.Parse(tag))];
        _canStart = [.. parsed.Select(tag => TagGrammar.MayFollow(scheme, SlotTag.Outside, tag))];
        _canEnd = [.. parsed.Select(tag => TagGrammar.MayFollow(scheme, tag, SlotTag.Outside))];
        _canFollow = new bool[parsed.Length, parsed.Length];
        for (int from = 0; from < parsed.Length; from++)
        {
            for (int to = 0; to < parsed.Length; to++)
                _canFollow[from, to] = TagGrammar.MayFollow(scheme, parsed[from], parsed[to]);
        }
    }

    /// <summary>Number of tags.</summary>
    public int Tags => _canStart.Length;

    /// <summary>Whether a tag may come first.</summary>
    /// <param name="tag">0 to <see cref="Tags"/> − 1.</param>
    public bool CanStart(int tag) => _canStart[tag];

    /// <summary>Whether a tag may come right after another.</summary>
    /// <param name="from">The earlier tag.</param>
    /// <param name="to">The later tag.</param>
    public bool CanFollow(int from, int to) => _canFollow[from, to];

    /// <summary>Whether a tag may come last.</summary>
    /// <param name="tag">0 to <see cref="Tags"/> − 1.</param>
    public bool CanEnd(int tag) => _canEnd[tag];

    /// <summary>Whether a sequence is well formed.</summary>
    /// <param name="tags">The tags of a sentence, at least one.</param>
    public bool Allow(ReadOnlySpan<int> tags)
    {
        for (int i = 1; i < tags.Length; i++)
        {
            if (!CanFollow(tags[i - 1], tags[i]))
                return false;
        }

        return CanStart(tags[0]) && CanEnd(tags[^1]);
    }
}
