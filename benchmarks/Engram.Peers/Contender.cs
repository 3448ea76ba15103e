using System.Diagnostics;

namespace Engram.Peers;

/// <summary>Somebody who does the work of a row, round after round.</summary>
/// <param name="Name">Who, with the settings.</param>
/// <param name="Measure">Does the work of a round, by its number, and gives what was measured. The flag says whether processor time counts instead
/// of the clock's.</param>
internal sealed record Contender(string Name, Func<int, bool, double> Measure)
{
    private static readonly TimeSpan LeastTime = TimeSpan.FromSeconds(0.3);

    /// <summary>One that is measured by how much it does in a second.</summary>
    /// <param name="name">Who.</param>
    /// <param name="threads">How many work; processor time is divided by it.</param>
    /// <param name="work">Does a round's share of the work, and gives how much that is; done again until enough time has passed.</param>
    public static Contender Throughput(string name, int threads, Func<int, double> work) => new(name, (round, countsProcessorTime) =>
    {
        double done = 0;
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        Stopwatch clock = Stopwatch.StartNew();
        do
        {
            done += work(round);
        }
        while (clock.Elapsed < LeastTime);
        TimeSpan time = countsProcessorTime ? (Environment.CpuUsage.TotalTime - processor) / threads : clock.Elapsed;
        return done / time.TotalSeconds;
    });

    /// <summary>One that is measured by how long it takes: the median of many runs, in microseconds.</summary>
    /// <param name="name">Who.</param>
    /// <param name="work">One run.</param>
    public static Contender Latency(string name, Action work) => new(name, (_, _) =>
    {
        const int Most = 4000;
        List<double> times = new(Most);
        for (int i = 0; i < Most / 10; i++)
            work();
        Stopwatch clock = Stopwatch.StartNew();
        while (times.Count < Most && clock.Elapsed < LeastTime)
        {
            long start = Stopwatch.GetTimestamp();
            work();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        return Median.Of(times);
    });
}
