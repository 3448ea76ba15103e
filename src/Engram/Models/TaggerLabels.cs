using Engram.Tagging;

namespace Engram.Models;

/// <summary>What a tagger can answer.</summary>
public sealed class TaggerLabels
{
    private readonly Dictionary<string, int> _tagNumbers;
    private readonly Dictionary<string, int> _intentNumbers;
    private readonly int[][] _continuations;

    /// <summary>Lists the labels.</summary>
    /// <param name="tags">The tags, at least one, each once.</param>
    /// <param name="scheme">How tags spell slots.</param>
    /// <param name="intents">The intents, each once; none where the training corpus has none.</param>
    public TaggerLabels(IReadOnlyList<string> tags, TagScheme scheme, IReadOnlyList<string> intents)
    {
        ArgumentNullException.ThrowIfNull(tags);
        ArgumentNullException.ThrowIfNull(intents);
        Constraints = new TagConstraints(tags, scheme);
        Tags = tags;
        Scheme = scheme;
        Intents = intents;
        _tagNumbers = Number(tags, "tag");
        _intentNumbers = Number(intents, "intent");
        SlotNames = scheme == TagScheme.Plain ? tags : [.. tags.Select(tag => SlotTag.Parse(tag).IsOutside ? None : SlotTag.Parse(tag).Name)];
        Slots = [.. SlotNames.Distinct(StringComparer.Ordinal)];
        SlotNumbers = [.. SlotNames.Select(name => Array.IndexOf(Slots, name))];
        _continuations = [.. Enumerable.Range(0, tags.Count).Select(ContinuationsOf)];
    }

    /// <summary>The name of no slot at all.</summary>
    public static string None => "none";

    /// <summary>The tags.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>For each tag the slot it belongs to, <see cref="None"/> for O; with plain tags, the tag itself.</summary>
    public IReadOnlyList<string> SlotNames { get; }

    /// <summary>The slots, each once, in the order of their first tags.</summary>
    internal string[] Slots { get; }

    /// <summary>For each tag the place of its slot in <see cref="Slots"/>.</summary>
    internal int[] SlotNumbers { get; }

    /// <summary>How tags spell slots.</summary>
    public TagScheme Scheme { get; }

    /// <summary>The intents.</summary>
    public IReadOnlyList<string> Intents { get; }

    /// <summary>Which sequences of these tags are well-formed.</summary>
    public TagConstraints Constraints { get; }

    /// <summary>The number of a tag, or −1.</summary>
    /// <param name="tag">The tag.</param>
    public int Tag(string tag) => _tagNumbers.GetValueOrDefault(tag, -1);

    /// <summary>The number of an intent, or −1.</summary>
    /// <param name="intent">The intent.</param>
    public int Intent(string? intent) => intent is null ? -1 : _intentNumbers.GetValueOrDefault(intent, -1);

    /// <summary>The tags that make the slot of a tag longer.</summary>
    /// <param name="tag">The number of the tag.</param>
    internal ReadOnlySpan<int> Continuations(int tag) => _continuations[tag];

    private static Dictionary<string, int> Number(IReadOnlyList<string> names, string what)
    {
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        for (int i = 0; i < names.Count; i++)
        {
            if (!numbers.TryAdd(names[i], i))
                throw new ArgumentException($"TaggerLabels: the {what} '{names[i]}' stands twice. List each once.");
        }

        return numbers;
    }

    private int[] ContinuationsOf(int tag) => Scheme == TagScheme.Plain || SlotNames[tag] == None
        ? []
        : [.. Enumerable.Range(0, Tags.Count).Where(next => IsContinuation(tag, next))];

    private bool IsContinuation(int tag, int next) =>
        SlotNames[next] == SlotNames[tag] && Constraints.CanFollow(tag, next) && TagSpans.Read([Tags[tag], Tags[next]], Scheme).Count == 1;
}
