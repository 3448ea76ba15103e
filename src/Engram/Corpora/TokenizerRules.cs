namespace Engram.Corpora;

/// <summary>What the training tokens showed about cutting a text; all texts in it are folded by case, width and quotes.</summary>
/// <remarks>
/// A rule is a short text, in which <c>a</c> stands for a letter, <c>0</c> for a digit and <c>字</c> for a Han character beside the cut:
/// the suffix <c>a,</c> is a comma after a letter, the prefix <c>$0</c> a dollar sign before a digit, the infix <c>a,a</c> a comma between letters.
/// </remarks>
internal sealed class TokenizerRules
{
    /// <summary>How a text is cut; never <see cref="TokenizerKind.Auto"/>.</summary>
    public required TokenizerKind Kind { get; init; }

    /// <summary>What is split off at the end of a word.</summary>
    public HashSet<string> Suffixes { get; init; } = new(StringComparer.Ordinal);

    /// <summary>
    /// What is split off only at the end of the whole text, since in the middle words of their own end so: <c>.</c> beside <c>Corp.</c>
    /// </summary>
    public HashSet<string> FinalSuffixes { get; init; } = new(StringComparer.Ordinal);

    /// <summary>What is split off at the beginning of a word.</summary>
    public HashSet<string> Prefixes { get; init; } = new(StringComparer.Ordinal);

    /// <summary>What is split off in the middle of a word.</summary>
    public HashSet<string> Infixes { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Tokens without letter, digit or Han character.</summary>
    public HashSet<string> Marks { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Tokens that stay whole although a rule would cut them, and, where Han characters stand apart, those that hold several.</summary>
    public HashSet<string> Whole { get; init; } = new(StringComparer.Ordinal);

    /// <summary>For characters: which classes stay together, two letters a pair: <c>aa</c> keeps Latin words whole, <c>00</c> numbers.</summary>
    public HashSet<string> Together { get; init; } = new(StringComparer.Ordinal);

    /// <summary>For words: whether every Han character is a token.</summary>
    public bool HanApart { get; init; }

    /// <summary>White space that was seen inside training tokens (a no-break space in <c>10 000</c>) and so does not separate.</summary>
    public string InnerWhiteSpace { get; init; } = "";

    /// <summary>Length of the longest text in <see cref="Whole"/>.</summary>
    public int LongestWhole => _longestWhole ??= Whole.Count == 0 ? 0 : Whole.Max(text => text.Length);

    private int? _longestWhole;
}
