namespace Engram.Evaluation;

/// <summary>Predictions whose probability lies in the same interval.</summary>
/// <param name="Lower">The lower end; belongs to the bin only where it is 0.</param>
/// <param name="Upper">The upper end, which belongs to the bin.</param>
/// <param name="Count">How many predictions there are.</param>
/// <param name="MeanProbability">Their mean probability; 0 where there are none.</param>
/// <param name="Accuracy">The share that was right; 0 where there are none.</param>
public readonly record struct CalibrationBin(double Lower, double Upper, int Count, double MeanProbability, double Accuracy);
