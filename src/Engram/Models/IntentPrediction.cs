namespace Engram.Models;

/// <summary>What the sentence as a whole is about.</summary>
/// <param name="Name">The likeliest intent.</param>
/// <param name="Probability">Its probability, 0 to 1.</param>
/// <param name="Ranking">All intents, the likeliest first.</param>
public sealed record IntentPrediction(string Name, double Probability, IReadOnlyList<IntentProbability> Ranking);
