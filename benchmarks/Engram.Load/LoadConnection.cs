using System.Buffers.Text;
using System.Diagnostics;
using System.Net.Sockets;

namespace Engram.Load;

/// <summary>One connection that asks, waits for the answer, and asks again.</summary>
/// <remarks>A socket and two buffers: asking should cost little beside answering.</remarks>
internal sealed class LoadConnection(Uri address, byte[][] requests, int first) : IDisposable
{
    private const int MostAnswer = 1 << 20;

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _answer = new byte[MostAnswer];

    /// <summary>How long each request took that was answered with 200, in ticks of <see cref="Stopwatch"/>.</summary>
    public List<long> Durations { get; } = [];

    /// <summary>Requests that were answered with anything else, or not at all.</summary>
    public int Errors { get; private set; }

    public void Dispose() => _socket.Dispose();

    /// <summary>Asks until a time; counts what begins after another.</summary>
    public async Task RunAsync(long countFrom, long until)
    {
        await _socket.ConnectAsync(address.Host, address.Port);
        for (int next = first; Stopwatch.GetTimestamp() < until; next++)
        {
            long started = Stopwatch.GetTimestamp();
            bool isRight = await AskAsync(requests[next % requests.Length]);
            if (started < countFrom)
                continue;
            if (isRight)
                Durations.Add(Stopwatch.GetTimestamp() - started);
            else
                Errors++;
        }
    }

    private async Task<bool> AskAsync(byte[] request)
    {
        await _socket.SendAsync(request);
        int length = 0, whole = int.MaxValue;
        while (length < whole)
        {
            int read = await _socket.ReceiveAsync(_answer.AsMemory(length));
            if (read == 0)
                throw new IOException("The server has closed the connection.");
            length += read;
            if (whole == int.MaxValue)
                whole = WholeLength(_answer.AsSpan(0, length));
        }

        return _answer.AsSpan(0, length).StartsWith("HTTP/1.1 200 "u8);
    }

    // The head and as many bytes as it says; unknown until the head is there.
    private static int WholeLength(ReadOnlySpan<byte> answer)
    {
        int head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return int.MaxValue;
        int field = answer[..head].IndexOf("Content-Length: "u8);
        if (field < 0 || !Utf8Parser.TryParse(answer[(field + 16)..], out int body, out _))
            throw new InvalidDataException("The answer does not say its length.");
        return head + 4 + body;
    }
}
