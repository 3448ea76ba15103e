using System.Diagnostics;
using System.Globalization;

namespace Engram.Peers;

/// <summary>What others do to the machine while something is measured. Load from outside a virtual machine cannot be seen.</summary>
internal static class MachineLoad
{
    private const double TicksPerSecond = 100; // of /proc/stat, on every Linux that .NET runs on
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(400);

    /// <summary>Cores that other processes kept busy while some work ran; 0 where there is no /proc.</summary>
    public static double Foreign(Action work)
    {
        double before = ForeignSeconds();
        Stopwatch clock = Stopwatch.StartNew();
        work();
        return Math.Max(0, (ForeignSeconds() - before) / clock.Elapsed.TotalSeconds);
    }

    /// <summary>Waits until others leave the machine alone, or for too long.</summary>
    /// <returns>Whether it is quiet.</returns>
    public static bool WaitUntilQuiet(double limit, TimeSpan patience)
    {
        Stopwatch clock = Stopwatch.StartNew();
        while (clock.Elapsed < patience)
        {
            if (Foreign(() => Thread.Sleep(Glance)) < limit)
                return true;
        }

        return false;
    }

    /// <summary>Waits until no thread of this process spins any more: a worker that waits for work steals a core from the next contender.</summary>
    public static void Park()
    {
        TimeSpan step = TimeSpan.FromMilliseconds(20);
        for (int i = 0; i < 25; i++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            Thread.Sleep(step);
            if (Environment.CpuUsage.TotalTime - before < step / 10)
                return;
        }
    }

    private static double ForeignSeconds()
    {
        if (!File.Exists("/proc/stat"))
            return 0;
        string[] machine = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string self = File.ReadAllText("/proc/self/stat");
        string[] own = self[(self.LastIndexOf(')') + 2)..].Split(' ');

        // user, nice, system, irq, softirq and steal of the machine; user and system of this process and of its children that have ended
        double busy = new[] { 1, 2, 3, 6, 7, 8 }.Sum(field => Number(machine[field]));
        return (busy - own[11..15].Sum(Number)) / TicksPerSecond;
    }

    private static double Number(string field) => double.Parse(field, CultureInfo.InvariantCulture);
}
