namespace Engram.Cli.Tests;

public sealed class SimdVariableTests
{
    [Fact]
    public async Task Run_WithASimdPathThatIsNone_SaysWhichThereAre()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using EngramProcess process = new(Path.GetTempPath(), simd: "mmx", ["lesson", "memory"]);

        Assert.Equal(ExitCode.Failed, await process.EndAsync(cancellation));
        Assert.Equal("engram: ENGRAM_SIMD: 'mmx' is no path. Use portable, advsimd, avx2 or avx512, or leave it unset.\n", process.Error);
    }
}
