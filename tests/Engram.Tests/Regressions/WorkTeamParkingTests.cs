using Engram.Numerics;

namespace Engram.Tests.Regressions;

/// <summary>A helper that stopped waiting between two looks at how many were parked made a job fail, now and then, in the middle of a training.</summary>
public sealed class WorkTeamParkingTests
{
    [Fact]
    public void Run_JustWhenHelpersPark_NeverFails()
    {
        using WorkTeam team = new(4);
        int done = 0;
        for (int job = 0; job < 20_000; job++)
        {
            Thread.SpinWait(job % 3000); // up to about twice as long as a helper looks out for work
            team.Run(2, _ => Interlocked.Increment(ref done));
        }

        Assert.Equal(40_000, done);
    }
}
