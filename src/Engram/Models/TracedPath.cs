namespace Engram.Models;

/// <summary>A sequence of tags for the whole sentence.</summary>
/// <param name="Tags">A tag a word.</param>
/// <param name="Score">The sum of its emissions and transitions.</param>
/// <param name="Probability">Of exactly this sequence, 0 to 1, calibrated.</param>
public sealed record TracedPath(IReadOnlyList<string> Tags, double Score, double Probability);
