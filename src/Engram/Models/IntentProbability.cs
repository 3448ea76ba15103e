namespace Engram.Models;

/// <summary>How likely an intent is.</summary>
/// <param name="Name">The intent.</param>
/// <param name="Probability">0 to 1; those of all intents sum to 1.</param>
public readonly record struct IntentProbability(string Name, double Probability);
