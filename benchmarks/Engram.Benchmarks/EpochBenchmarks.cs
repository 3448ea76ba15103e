using BenchmarkDotNet.Attributes;
using Engram.Models;
using Engram.Training;

namespace Engram.Benchmarks;

/// <summary>One epoch of the default recipe on the ticket corpus.</summary>
[MemoryDiagnoser]
public class EpochBenchmarks
{
    private readonly TaggerOptions _recipe = new();

    [Benchmark]
    public void Epoch()
    {
        using TrainingRun run = new(_recipe, new TrainingOptions { Epochs = 1 }, Sample.Corpus);
        run.Run();
    }
}
