namespace Engram.Models;

/// <summary>What scores are divided by before they become probabilities; found on the validation set, so that probabilities mean something.</summary>
/// <remarks>Guo et al., "On Calibration of Modern Neural Networks", ICML 2017, section 4.2.</remarks>
/// <param name="Tags">For tags, above 0; 1 changes nothing.</param>
/// <param name="Intents">For intents, above 0; 1 changes nothing.</param>
public sealed record TaggerTemperatures(double Tags, double Intents)
{
    /// <summary>Scores as they are.</summary>
    public static TaggerTemperatures None { get; } = new(1, 1);
}
