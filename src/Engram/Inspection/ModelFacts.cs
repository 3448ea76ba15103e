namespace Engram.Inspection;

/// <summary>What is known of a model besides the tagger in it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="IsDefault">Whether it answers where no name is given.</param>
/// <param name="Bytes">Size of its file.</param>
/// <param name="Training">What its training left; <see langword="null"/> where nothing is known.</param>
public sealed record ModelFacts(string Name, bool IsDefault, long Bytes, TrainingRecord? Training);
