using System.Diagnostics;
using Engram.Conformance.Tests.Cases;
using Engram.Numerics;

namespace Engram.Conformance.Tests;

/// <summary>The cases once more on each slower SIMD path of this machine. A path is chosen when a program starts, so each needs a run of its own.</summary>
public class SimdPathTests
{
    [Fact]
    public async Task Vectors_OnEverySlowerPath_Agree()
    {
        if (Environment.GetEnvironmentVariable(Simd.Variable) is { Length: > 0 } forced)
        {
            Assert.Equal(forced, Simd.Path.ToString(), ignoreCase: true); // somebody asked for one path alone: it is the one that runs
            return;
        }

        foreach (SimdPath path in Enum.GetValues<SimdPath>().Where(path => path < Simd.Path && Simd.Supports(path)))
        {
            (int code, string output) = await Run(path, TestContext.Current.CancellationToken);
            Assert.True(code == 0, $"On the path {path}:\n{output}");
            Assert.Contains($"path: {path}\n", output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
            Assert.Contains($"vectors: {VectorFiles.Cases.Count} cases, ", output, StringComparison.Ordinal);
        }
    }

    private static async Task<(int Code, string Output)> Run(SimdPath path, CancellationToken cancellation)
    {
        ProcessStartInfo start = new(Path.Combine(AppContext.BaseDirectory, "Engram.Conformance.Tests" + (OperatingSystem.IsWindows() ? ".exe" : "")))
        {
            ArgumentList = { "-class", typeof(ConformanceTests).FullName!, "-noColor" },
            RedirectStandardOutput = true,
        };
        start.Environment[Simd.Variable] = path.ToString().ToLowerInvariant();
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, output);
    }
}
