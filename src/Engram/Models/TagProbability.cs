namespace Engram.Models;

/// <summary>How likely a tag is for a word.</summary>
/// <param name="Tag">The tag, such as <c>B-destination</c>.</param>
/// <param name="Probability">0 to 1.</param>
public readonly record struct TagProbability(string Tag, double Probability);
