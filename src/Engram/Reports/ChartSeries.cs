namespace Engram.Reports;

/// <summary>One line of a chart.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Values">One value a step (an epoch), from step 1 on; NaN where there is none, which leaves a gap.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<double> Values);
