namespace Engram.Reports;

/// <summary>Lines over the same steps, with one axis for their values.</summary>
/// <param name="Title">What the values are, such as <c>Loss</c>.</param>
/// <param name="Series">The lines.</param>
public sealed record LineChart(string Title, IReadOnlyList<ChartSeries> Series)
{
    /// <summary>Whether the values are shares from 0 to 1, to be labelled in percent. Default: no.</summary>
    public bool IsShare { get; init; }

    /// <summary>How many steps the longest line has.</summary>
    public int Steps => Series.Select(series => series.Values.Count).DefaultIfEmpty(0).Max();
}
