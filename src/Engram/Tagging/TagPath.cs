namespace Engram.Tagging;

/// <summary>A sequence of tags and its score.</summary>
/// <param name="Tags">One tag a word, by number.</param>
/// <param name="Score">Its score; exp(score − log partition) is its probability.</param>
public sealed record TagPath(IReadOnlyList<int> Tags, double Score);
