using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Engram.Server.Limits;

/// <summary>How many requests each client may make: a bucket each that holds one second's worth and fills at the rate.</summary>
/// <param name="perSecond">The rate; 0: any.</param>
/// <param name="time">The clock.</param>
internal sealed class ClientRates(int perSecond, TimeProvider time)
{
    private const int MostClients = 10_000;

    private readonly ConcurrentDictionary<UInt128, Bucket> _buckets = new();

    /// <summary>The rate.</summary>
    public int PerSecond => perSecond;

    /// <summary>Clients whose buckets are kept.</summary>
    internal int Clients => _buckets.Count;

    /// <summary>Takes one request from a client's bucket.</summary>
    /// <returns>0, or the whole seconds after which there is one again.</returns>
    public int SecondsToWait(IPAddress? client)
    {
        if (perSecond == 0)
            return 0;
        long now = time.GetTimestamp();
        if (_buckets.Count >= MostClients)
            ForgetFull(now);
        Bucket bucket = _buckets.GetOrAdd(Key(client), static (_, start) => new Bucket(start.perSecond, start.now), (perSecond, now));
        return bucket.Take(perSecond, now, time);
    }

    // Full buckets are as good as none. Where none is full, so many clients are busy that all of them start anew.
    private void ForgetFull(long now)
    {
        foreach ((UInt128 client, Bucket bucket) in _buckets)
        {
            if (bucket.IsFull(perSecond, now, time))
                _buckets.TryRemove(client, out _);
        }

        if (_buckets.Count >= MostClients)
            _buckets.Clear();
    }

    // One household or server has 2^64 addresses of IPv6.
    private static UInt128 Key(IPAddress? client)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        if (client is null)
            return 0;
        IPAddress plain = client.IsIPv4MappedToIPv6 ? client.MapToIPv4() : client;
        plain.TryWriteBytes(bytes, out _);
        if (plain.AddressFamily == AddressFamily.InterNetworkV6)
            bytes[8..].Clear();
        return new UInt128(BitConverter.ToUInt64(bytes), ((ulong)plain.AddressFamily << 32) | 1);
    }

    private sealed class Bucket(double tokens, long filled)
    {
        private readonly Lock _lock = new();
        private double _tokens = tokens;
        private long _filled = filled;

        public int Take(int perSecond, long now, TimeProvider time)
        {
            lock (_lock)
            {
                Fill(perSecond, now, time);
                if (_tokens < 1)
                    return (int)Math.Max(1, Math.Ceiling((1 - _tokens) / perSecond));
                _tokens--;
                return 0;
            }
        }

        public bool IsFull(int perSecond, long now, TimeProvider time)
        {
            lock (_lock)
            {
                Fill(perSecond, now, time);
                return _tokens >= perSecond;
            }
        }

        private void Fill(int perSecond, long now, TimeProvider time)
        {
            if (now <= _filled)
                return;
            _tokens = Math.Min(perSecond, _tokens + (perSecond * time.GetElapsedTime(_filled, now).TotalSeconds));
            _filled = now;
        }
    }
}
