namespace Engram.Training.Comparisons;

/// <summary>What a claim says of its subject.</summary>
public enum ClaimKind
{
    /// <summary>It scores higher.</summary>
    Better,

    /// <summary>It scores about as high: lower by less than <see cref="ClaimVerdict.Margin"/>, if at all.</summary>
    AsGood,
}
