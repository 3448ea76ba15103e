namespace Engram.Evaluation;

/// <summary>Whether probabilities mean what they say: of all that was given 0.8, are eight in ten right?</summary>
/// <remarks>Guo et al., "On Calibration of Modern Neural Networks", ICML 2017 (arXiv:1706.04599), equations 1 to 3.</remarks>
public sealed class ReliabilityCurve
{
    private readonly int[] _counts;
    private readonly int[] _right;
    private readonly double[] _probabilities;

    /// <summary>Creates an empty curve.</summary>
    /// <param name="bins">The number of bins of equal width, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bins"/> is below 1.</exception>
    public ReliabilityCurve(int bins = 15)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        _counts = new int[bins];
        _right = new int[bins];
        _probabilities = new double[bins];
    }

    /// <summary>How many predictions were added.</summary>
    public int Count => _counts.Sum();

    /// <summary>The bins from 0 to 1.</summary>
    public IReadOnlyList<CalibrationBin> Bins =>
    [
        .. _counts.Select((count, bin) => new CalibrationBin(
            (double)bin / _counts.Length,
            (bin + 1.0) / _counts.Length,
            count,
            count == 0 ? 0 : _probabilities[bin] / count,
            count == 0 ? 0 : (double)_right[bin] / count)),
    ];

    /// <summary>ECE = Σ over bins of (count / all) · |accuracy − mean probability|, from 0 to 1; 0 where nothing was added.</summary>
    public double ExpectedCalibrationError => Count == 0
        ? 0
        : Bins.Sum(bin => bin.Count * Math.Abs(bin.Accuracy - bin.MeanProbability)) / Count;

    /// <summary>Adds one prediction.</summary>
    /// <param name="probability">The probability given to what was predicted, from 0 to 1.</param>
    /// <param name="correct">Whether it was right.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> is not from 0 to 1.</exception>
    public void Add(double probability, bool correct)
    {
        if (!(probability >= 0 && probability <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies between 0 and 1.");
        int bin = Math.Clamp((int)Math.Ceiling(probability * _counts.Length) - 1, 0, _counts.Length - 1);
        _counts[bin]++;
        _probabilities[bin] += probability;
        if (correct) _right[bin]++;
    }
}
