namespace Engram.Server.Tests;

/// <summary>Asks again until the answer is the one that must come at last; the test's own time limit ends what never does.</summary>
internal static class Eventually
{
    public static async Task<T> Async<T>(Func<Task<T>> ask, Func<T, bool> isExpected)
    {
        while (true)
        {
            T answer = await ask();
            if (isExpected(answer))
                return answer;
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }
}
