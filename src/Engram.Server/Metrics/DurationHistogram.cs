namespace Engram.Server.Metrics;

/// <summary>How many durations were at most so long, as Prometheus counts them.</summary>
internal sealed class DurationHistogram
{
    private readonly long[] _counts = new long[UpperBounds.Length + 1];
    private long _microseconds;

    /// <summary>The bounds in seconds: three a decade, from a tagged sentence to a request that should have been several.</summary>
    public static ReadOnlySpan<double> UpperBounds =>
        [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    /// <summary>All durations together, in seconds.</summary>
    public double Sum => Interlocked.Read(ref _microseconds) / 1e6;

    /// <summary>How many were at most as long as a bound, the shorter ones included; behind the last bound, all of them.</summary>
    public long AtMost(int bound)
    {
        long count = 0;
        for (int i = 0; i <= bound; i++)
            count += Interlocked.Read(ref _counts[i]);
        return count;
    }

    /// <summary>Counts one.</summary>
    public void Add(TimeSpan duration)
    {
        double seconds = duration.TotalSeconds;
        int bound = 0;
        while (bound < UpperBounds.Length && seconds > UpperBounds[bound])
            bound++;
        Interlocked.Increment(ref _counts[bound]);
        Interlocked.Add(ref _microseconds, (long)duration.TotalMicroseconds);
    }
}
