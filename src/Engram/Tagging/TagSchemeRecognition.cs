namespace Engram.Tagging;

/// <summary>Finds out which scheme a corpus's tags are written in.</summary>
/// <remarks>
/// Tags are plain when none is <c>O</c> or looks like <c>B-x</c> or <c>I-x</c>. Letters then decide: E or S means BIOES, L or U BILOU,
/// and E without B and S an IOE scheme. B, I and O alone mean BIO, unless every <c>B-x</c> follows a slot of the same name at once and
/// more slots are opened by an <c>I-x</c>, as in IOB1. Tags of other forms do not count.
/// </remarks>
public sealed class TagSchemeRecognition
{
    private readonly HashSet<string> _tags = [];
    private readonly HashSet<char> _namedLetters = [];
    private readonly HashSet<char> _bareLetters = [];
    private bool _needsB;
    private int _touchingB;
    private int _openingI;
    private bool _anyUnclosedI;

    /// <summary>Recognises the scheme of sentences that are at hand.</summary>
    /// <param name="sentences">The tags of each sentence.</param>
    /// <returns>The scheme; <see cref="TagScheme.Plain"/> where there is no tag.</returns>
    public static TagScheme Recognise(IEnumerable<IReadOnlyList<string>> sentences)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        TagSchemeRecognition recognition = new();
        foreach (IReadOnlyList<string> tags in sentences) recognition.Add(tags);
        return recognition.Scheme;
    }

    /// <summary>Whether tags have names, as in <c>B-x</c>. A bare letter is then a mistake and does not count.</summary>
    public bool AreNamed => _namedLetters.Count > 0;

    /// <summary>The scheme, judged by what was added so far.</summary>
    public TagScheme Scheme
    {
        get
        {
            if (!_tags.Any(tag => tag == "O" || tag.StartsWith("B-", StringComparison.Ordinal) || tag.StartsWith("I-", StringComparison.Ordinal)))
                return TagScheme.Plain;
            HashSet<char> letters = AreNamed ? _namedLetters : _bareLetters;
            if (letters.Contains('L') || letters.Contains('U')) return TagScheme.Bilou;
            if (letters.Contains('S') || (letters.Contains('E') && letters.Contains('B'))) return TagScheme.Bioes;
            if (letters.Contains('E')) return _anyUnclosedI ? TagScheme.Ioe1 : TagScheme.Ioe2;
            return _touchingB > 0 && _openingI > _touchingB && !_needsB ? TagScheme.Iob1 : TagScheme.Bio;
        }
    }

    /// <summary>Looks at one more sentence.</summary>
    /// <param name="tags">Its tags.</param>
    public void Add(IReadOnlyList<string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        SlotTag previous = SlotTag.Outside;
        for (int i = 0; i <= tags.Count; i++)
        {
            SlotTag tag = SlotTag.Outside;
            if (i < tags.Count)
            {
                _tags.Add(tags[i]);
                if (SlotTag.TryParse(tags[i], out tag) && !tag.IsOutside) (tags[i].Length > 1 ? _namedLetters : _bareLetters).Add(tag.Prefix);
            }
            bool touches = previous.Prefix is 'B' or 'I' && previous.Name == tag.Name;
            if (tag.Prefix == 'B' && touches) _touchingB++;
            if (tag.Prefix == 'I' && !touches) _openingI++;
            _needsB |= tag.Prefix == 'B' && !touches;
            _anyUnclosedI |= previous.Prefix == 'I' && tag.Name != previous.Name;
            previous = tag;
        }
    }
}
