using Engram.Server.Http;
using Microsoft.AspNetCore.Http;

namespace Engram.Server.Limits;

/// <summary>How many may be in a room at one time. Who comes when it is full is sent away at once: no queue grows.</summary>
/// <param name="most">The most.</param>
/// <param name="what">What they are, for messages.</param>
/// <param name="option">The option that says how many.</param>
internal sealed class PlaceLimit(int most, string what, string option)
{
    private const int RetryAfterSeconds = 1;

    private int _taken;

    /// <summary>Takes a place.</summary>
    /// <param name="path">Who asks, for messages.</param>
    /// <returns>Gives the place back.</returns>
    /// <exception cref="ProblemException">503: all are taken.</exception>
    public IDisposable Enter(string path)
    {
        if (Interlocked.Increment(ref _taken) <= most)
            return new Place(this);
        Interlocked.Decrement(ref _taken);
        throw new ProblemException(new Problem(
            StatusCodes.Status503ServiceUnavailable,
            $"{path}: {most} {what} are being served.",
            $"At most {most} at one time.",
            $"Come again in {RetryAfterSeconds} s, or start the server with a larger {option}.",
            RetryAfterSeconds));
    }

    private sealed class Place(PlaceLimit room) : IDisposable
    {
        private PlaceLimit? _room = room;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _room, null) is { } left)
                Interlocked.Decrement(ref left._taken);
        }
    }
}
