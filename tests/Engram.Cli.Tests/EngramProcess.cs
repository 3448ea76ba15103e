using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Engram.Cli.Tests;

/// <summary>The command as a process of its own, with pipes.</summary>
internal sealed partial class EngramProcess : IDisposable
{
    private const int Interrupt = 2, Terminate = 15;

    private readonly Process _process;
    private readonly StringBuilder _error = new();

    /// <summary>Starts it.</summary>
    /// <param name="folder">Its working folder.</param>
    /// <param name="args">The arguments.</param>
    public EngramProcess(string folder, params string[] args)
        : this(folder, null, args)
    {
    }

    /// <summary>Starts it with ENGRAM_SIMD set.</summary>
    /// <param name="folder">Its working folder.</param>
    /// <param name="simd">The path that is forced.</param>
    /// <param name="args">The arguments.</param>
    public EngramProcess(string folder, string? simd, string[] args)
    {
        ProcessStartInfo start = new("dotnet", [typeof(ExitCode).Assembly.Location, .. args])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        if (simd is not null)
            start.Environment["ENGRAM_SIMD"] = simd;
        _process = Process.Start(start)!;
    }

    public StreamWriter Input => _process.StandardInput;

    public StreamReader Output => _process.StandardOutput;

    /// <summary>Standard error as far as it has been read.</summary>
    public string Error => _error.ToString();

    /// <summary>Reads standard error up to a line that begins so.</summary>
    public async Task WaitForAsync(string beginning, CancellationToken cancellationToken)
    {
        while (await _process.StandardError.ReadLineAsync(cancellationToken) is { } line)
        {
            _error.Append(line).Append('\n');
            if (line.StartsWith(beginning, StringComparison.Ordinal))
                return;
        }

        Assert.Fail($"no line begins with '{beginning}' in\n{_error}");
    }

    /// <summary>What Ctrl+C does.</summary>
    public void PressCtrlC() => Assert.Equal(0, Kill(_process.Id, IgnoresInterrupts() ? Terminate : Interrupt));

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        _error.Append(await _process.StandardError.ReadToEndAsync(cancellationToken));
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    // A shell starts its background jobs deaf to SIGINT, and what they start is deaf too; SIGTERM means the same to the command.
    private static bool IgnoresInterrupts()
    {
        const string Field = "SigIgn:";
        if (!File.Exists("/proc/self/status"))
            return false;
        string ignored = File.ReadLines("/proc/self/status").First(line => line.StartsWith(Field, StringComparison.Ordinal))[Field.Length..];
        return (ulong.Parse(ignored.Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (1UL << (Interrupt - 1))) != 0;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
