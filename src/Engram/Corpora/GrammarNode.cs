namespace Engram.Corpora;

/// <summary>A part of a template.</summary>
internal abstract record GrammarNode;

/// <summary>Text as it stands.</summary>
internal sealed record GrammarText(string Text) : GrammarNode;

/// <summary>Parts one after the other.</summary>
internal sealed record GrammarSequence(IReadOnlyList<GrammarNode> Parts) : GrammarNode;

/// <summary>A part whose words get a slot's name.</summary>
internal sealed record GrammarSlot(GrammarNode Content, string Name) : GrammarNode;

/// <summary>A use of a rule: its name, the line where it is used, whether inside a slot, and, once resolved, what it stands for.</summary>
internal sealed record GrammarReference(string Name, int Line, bool InSlot) : GrammarNode
{
    /// <summary>What the rule stands for.</summary>
    public GrammarChoice? Rule { get; set; }
}

/// <summary>One of several parts.</summary>
internal sealed record GrammarChoice(IReadOnlyList<GrammarAlternative> Alternatives) : GrammarNode
{
    private readonly GrammarAlternative[] _kept = [.. Alternatives.Where(alternative => !alternative.HeldOut)];
    private readonly GrammarAlternative[] _heldOut = [.. Alternatives.Where(alternative => alternative.HeldOut)];

    /// <summary>What may be chosen for a split; never empty.</summary>
    public IReadOnlyList<GrammarAlternative> For(GrammarSplit split) => split switch
    {
        GrammarSplit.Train => _kept,
        GrammarSplit.HeldOut => _heldOut.Length > 0 ? _heldOut : _kept,
        _ => Alternatives,
    };
}

/// <summary>A part that may be chosen.</summary>
/// <param name="Content">The part.</param>
/// <param name="Weight">How often compared with the others; greater than 0.</param>
/// <param name="HeldOut">Whether training never sees it.</param>
internal sealed record GrammarAlternative(GrammarNode Content, double Weight, bool HeldOut);

/// <summary>A template: a sentence of an intent.</summary>
internal sealed record GrammarTemplate(GrammarAlternative Pattern, string Intent, string? Language);
