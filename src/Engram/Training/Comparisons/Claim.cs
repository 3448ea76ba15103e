namespace Engram.Training.Comparisons;

/// <summary>Something that is said of two architectures and that a comparison settles.</summary>
/// <param name="Statement">The claim, in one sentence.</param>
/// <param name="Subject">The architecture that is claimed to be better, or as good; one of the table's.</param>
/// <param name="Other">What it is compared with.</param>
/// <param name="Kind">Better, or as good.</param>
/// <param name="OnUnseenWords">Whether only slots count that hold a word which training never saw.</param>
public sealed record Claim(string Statement, Architecture Subject, Architecture Other, ClaimKind Kind = ClaimKind.Better, bool OnUnseenWords = false);
