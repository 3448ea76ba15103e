namespace Engram.Training.Comparisons;

/// <summary>A run of a comparison has ended.</summary>
/// <param name="Done">How many have.</param>
/// <param name="Total">Of how many.</param>
/// <param name="Architecture">Whose run it was.</param>
/// <param name="Run">The run.</param>
/// <param name="ChoosesRate">Whether it was one of those that find the learning rate, scored on training sentences held back.</param>
public sealed record ComparisonProgress(int Done, int Total, Architecture Architecture, ArchitectureRun Run, bool ChoosesRate);
