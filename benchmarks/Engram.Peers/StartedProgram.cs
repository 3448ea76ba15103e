using System.Diagnostics;
using System.Globalization;

namespace Engram.Peers;

/// <summary>A program that reads a line and answers with a line, started anew each time.</summary>
/// <param name="Path">The program.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Question">The line that it is given.</param>
internal sealed record StartedProgram(string Path, IReadOnlyList<string> Arguments, string Question)
{
    /// <summary>Starts it, asks once, and ends it.</summary>
    /// <returns>Milliseconds from the start to the answer, and the most memory that it held until then, in bytes.</returns>
    public (double Milliseconds, double PeakBytes) Run()
    {
        ProcessStartInfo start = new(Path, Arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        Stopwatch clock = Stopwatch.StartNew();
        using Process process = Process.Start(start)!;
        process.StandardInput.WriteLine(Question);
        process.StandardInput.Flush();
        string? answer = process.StandardOutput.ReadLine();
        double milliseconds = clock.Elapsed.TotalMilliseconds;
        double peak = PeakBytes(process.Id);
        process.StandardInput.Close();
        process.WaitForExit();
        return process.ExitCode == 0 && !string.IsNullOrEmpty(answer)
            ? (milliseconds, peak)
            : throw new InvalidOperationException($"{Path}: exit code {process.ExitCode}, answer '{answer}'.");
    }

    // The process waits for its next line, so what it has held so far can be read in peace: VmHWM, in KiB.
    private static double PeakBytes(int process)
    {
        string line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return 1024 * double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
