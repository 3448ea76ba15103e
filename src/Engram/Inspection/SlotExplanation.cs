namespace Engram.Inspection;

/// <summary>Which words of a sentence speak for the tag that one of them was given, and which against it.</summary>
/// <remarks>In both lists above 0 means that the word makes the tag likelier. They answer different questions: the gradient what a small change of
/// the word's vector would do, the occlusion what the sentence is without it.</remarks>
/// <param name="Word">The word that is explained, from 0.</param>
/// <param name="Tag">Its tag.</param>
/// <param name="Words">The words of the sentence.</param>
/// <param name="Probability">The probability of the tag, 0 to 1, calibrated.</param>
/// <param name="Score">What is explained: its log-odds, log p − log(1 − p), which unlike p does not stop growing where the network is sure.</param>
/// <param name="Gradient">For each word its encoded vector times the gradient of the score with respect to it (gradient × input).</param>
/// <param name="Occlusion">For each word the score with all words minus the score without this one; <see langword="null"/> for the word that is
/// explained.</param>
public sealed record SlotExplanation(
    int Word, string Tag, IReadOnlyList<string> Words, double Probability, double Score, IReadOnlyList<double> Gradient,
    IReadOnlyList<double?> Occlusion);
