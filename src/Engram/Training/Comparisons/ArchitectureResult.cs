namespace Engram.Training.Comparisons;

/// <summary>An architecture and its runs: a row of the table.</summary>
/// <param name="Architecture">The architecture.</param>
/// <param name="LearningRate">The one that suited it best.</param>
/// <param name="Runs">The runs that are done, by seed.</param>
public sealed record ArchitectureResult(Architecture Architecture, double LearningRate, IReadOnlyList<ArchitectureRun> Runs)
{
    /// <summary>Mean F1 over the seeds, from 0 to 1; 0 without runs.</summary>
    public double MeanF1 => Runs.Count == 0 ? 0 : Runs.Average(run => run.F1);

    /// <summary>Standard deviation of F1 over the seeds, with n − 1; 0 for fewer than two.</summary>
    public double DeviationF1
    {
        get
        {
            double mean = MeanF1;
            return Runs.Count < 2 ? 0 : Math.Sqrt(Runs.Sum(run => (run.F1 - mean) * (run.F1 - mean)) / (Runs.Count - 1));
        }
    }

    /// <summary>Mean seconds of a run; 0 without runs.</summary>
    public double MeanSeconds => Runs.Count == 0 ? 0 : Runs.Average(run => run.Seconds);

    /// <summary>How many numbers are trained; 0 without runs.</summary>
    public int Parameters => Runs.Count == 0 ? 0 : Runs[0].Parameters;
}
