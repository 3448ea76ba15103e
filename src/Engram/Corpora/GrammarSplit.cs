namespace Engram.Corpora;

/// <summary>Which part of a grammar sentences are generated from.</summary>
public enum GrammarSplit
{
    /// <summary>Everything but what is marked as held out.</summary>
    Train,

    /// <summary>Only held-out templates, where there are any; and of a choice with held-out alternatives (place names), only those.</summary>
    HeldOut,

    /// <summary>Everything, held out or not.</summary>
    All,
}
