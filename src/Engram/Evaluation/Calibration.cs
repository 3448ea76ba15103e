namespace Engram.Evaluation;

/// <summary>How well probabilities agree with how often they were right.</summary>
/// <param name="ExpectedCalibrationError">The mean distance between the two, from 0 to 1.</param>
/// <param name="Bins">The reliability curve.</param>
public sealed record Calibration(double ExpectedCalibrationError, IReadOnlyList<CalibrationBin> Bins)
{
    internal static Calibration? Of(ReliabilityCurve curve) => curve.Count == 0 ? null : new(curve.ExpectedCalibrationError, curve.Bins);
}
