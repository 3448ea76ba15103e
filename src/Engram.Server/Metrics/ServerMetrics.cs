using System.Collections.Concurrent;

namespace Engram.Server.Metrics;

/// <summary>Counts what the server does. Counting one request takes no lock and, once its route and status were seen, no memory.</summary>
/// <param name="time">The clock.</param>
internal sealed class ServerMetrics(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Route, int Status), Counter> _requests = new();
    private readonly ConcurrentDictionary<string, DurationHistogram> _durations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ModelCounts> _models = new(StringComparer.Ordinal);
    private int _inFlight;
    private int _openStreams;

    /// <summary>Requests that are being answered.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Streams that are open.</summary>
    public int OpenStreams => Volatile.Read(ref _openStreams);

    /// <summary>How many requests each route answered with each status, in a fixed order.</summary>
    public IEnumerable<(string Route, int Status, long Count)> Requests
        => _requests.Select(pair => (pair.Key.Route, pair.Key.Status, Count: pair.Value.Value))
            .OrderBy(row => row.Route, StringComparer.Ordinal).ThenBy(row => row.Status);

    /// <summary>How long each route took, in a fixed order.</summary>
    public IEnumerable<(string Route, DurationHistogram Durations)> Durations
        => _durations.Select(pair => (pair.Key, pair.Value)).OrderBy(row => row.Key, StringComparer.Ordinal);

    /// <summary>A request has come.</summary>
    /// <returns>When, for <see cref="End"/>.</returns>
    public long Begin()
    {
        Interlocked.Increment(ref _inFlight);
        return time.GetTimestamp();
    }

    /// <summary>A request was answered.</summary>
    public void End(string route, int status, long started)
    {
        Interlocked.Decrement(ref _inFlight);
        _requests.GetOrAdd((route, status), static _ => new Counter()).Add(1);
        _durations.GetOrAdd(route, static _ => new DurationHistogram()).Add(time.GetElapsedTime(started));
    }

    /// <summary>A model has read sentences.</summary>
    public void Read(string model, int sentences, int words)
    {
        ModelCounts counts = OfModel(model);
        counts.Sentences.Add(sentences);
        counts.Words.Add(words);
    }

    /// <summary>What a model has read.</summary>
    public ModelCounts OfModel(string model) => _models.GetOrAdd(model, static _ => new ModelCounts(new Counter(), new Counter()));

    /// <summary>A stream is open until what comes back is disposed of.</summary>
    public IDisposable OpenStream()
    {
        Interlocked.Increment(ref _openStreams);
        return new Stream(this);
    }

    /// <summary>A number that only grows.</summary>
    internal sealed class Counter
    {
        private long _value;

        public long Value => Interlocked.Read(ref _value);

        public void Add(long more) => Interlocked.Add(ref _value, more);
    }

    /// <summary>What a model has read.</summary>
    internal sealed record ModelCounts(Counter Sentences, Counter Words);

    private sealed class Stream(ServerMetrics metrics) : IDisposable
    {
        private int _closed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _closed, 1) == 0)
                Interlocked.Decrement(ref metrics._openStreams);
        }
    }
}
