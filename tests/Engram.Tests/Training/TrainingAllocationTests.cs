using Engram.Corpora;
using Engram.Lessons;
using Engram.Models;
using Engram.Training;

namespace Engram.Tests.Training;

public sealed class TrainingAllocationTests
{
    private static readonly TaggerOptions Small = new() { Units = 6, Layers = 2, WordSize = 6, CharacterUnits = 4, CharacterSize = 4, ShapeSize = 2 };

    private static readonly Corpus Train = new(TicketCorpus.Create(seed: 3, count: 60), "train");

    // The report of each batch is the only object that a step may make: its size is measured, not assumed. A collection that another test sets off
    // moves the counter once, by what it leaves of this thread's room; what a step allocates would show in every step.
    [Theory]
    [InlineData(CellKind.Lstm, OutputKind.Crf)]
    [InlineData(CellKind.GruResetAfter, OutputKind.Softmax)]
    [InlineData(CellKind.Elman, OutputKind.Crf)]
    [InlineData(CellKind.Jordan, OutputKind.Softmax)]
    public void Run_AfterTheFirstEpochs_AllocatesNothingInItsSteps(CellKind cell, OutputKind output)
    {
        BytesBetweenBatches bytes = new(firstEpoch: 3);
        TrainingOptions options = new() { Epochs = 5, BatchSize = 8, Threads = 1, SlotSubstitution = 0 };
        using TrainingRun run = new(Small with { Cell = cell, Output = output }, options, Train);

        run.Run(bytes, TestContext.Current.CancellationToken);

        Assert.Equal(3 * 7, bytes.OfSteps.Count);
        Assert.InRange(bytes.OfSteps.Count(step => step != 0), 0, 2);
    }

    private sealed class BytesBetweenBatches(int firstEpoch) : IProgress<TrainingProgress>
    {
        private readonly long _report = SizeOfAReport();
        private long _before;

        public List<long> OfSteps { get; } = new(capacity: 100);

        public void Report(TrainingProgress value)
        {
            if (value.Epoch >= firstEpoch && value.Batch > 1 && value.Result is null)
                OfSteps.Add(GC.GetAllocatedBytesForCurrentThread() - _before - _report);
            _before = GC.GetAllocatedBytesForCurrentThread();
        }

        private static long SizeOfAReport()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            GC.KeepAlive(new TrainingProgress(1, 1, 1, 1, null));
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
