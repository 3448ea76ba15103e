namespace Engram.Training.Comparisons;

/// <summary>How a claim came out.</summary>
public enum VerdictKind
{
    /// <summary>It holds on these sentences.</summary>
    Holds,

    /// <summary>The other architecture is better, and not by luck alone.</summary>
    OppositeHolds,

    /// <summary>These sentences do not tell: a difference as large could be luck.</summary>
    NotShown,
}
