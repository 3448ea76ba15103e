using Engram.Numerics;

namespace Engram.Tests.Numerics;

public sealed class WorkTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Run_JobAfterJob_DoesEveryPieceOnceBeforeItReturns(int threads)
    {
        using WorkTeam team = new(threads);
        for (int job = 0; job < 3000; job++)
        {
            int[] times = new int[job % 7];
            team.Run(times.Length, piece => Interlocked.Increment(ref times[piece]));
            Assert.All(times, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public void Run_WhenItsHelpersHaveParked_StillReturns()
    {
        using WorkTeam team = new(3);
        int done = 0;
        for (int job = 0; job < 5; job++)
        {
            Thread.Sleep(2);
            team.Run(4, _ => Interlocked.Increment(ref done));
        }

        Assert.Equal(20, done);
    }

    [Fact]
    public void Run_InsideAPieceOfItsOwn_DoesThePiecesAlone()
    {
        using WorkTeam team = new(2);
        int done = 0;

        team.Run(2, _ => team.Run(3, _ => Interlocked.Increment(ref done)));

        Assert.Equal(6, done);
    }

    [Fact]
    public void Run_WithAPieceThatFails_SaysSoAndGoesOnWithTheNextJob()
    {
        using WorkTeam team = new(2);

        AggregateException error = Assert.Throws<AggregateException>(() => team.Run(2, piece => throw new InvalidOperationException($"piece {piece}")));

        Assert.StartsWith("piece ", Assert.IsType<InvalidOperationException>(error.InnerException).Message);
        int done = 0;
        team.Run(2, _ => Interlocked.Increment(ref done));
        Assert.Equal(2, done);
    }

    [Fact]
    public void Run_Warm_AllocatesNothing()
    {
        using WorkTeam team = new(2);
        int done = 0;
        Action<int> work = _ => Interlocked.Increment(ref done);
        team.Run(2, work);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int job = 0; job < 100; job++)
            team.Run(2, work);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
