using System.Net.Sockets;
using System.Text;

namespace Engram.Server.Tests;

/// <summary>A request that was begun and waits for its second half to be sent.</summary>
internal sealed class HalfRequest : IDisposable
{
    private readonly TcpClient _connection = new();
    private readonly string _rest;

    private HalfRequest(string rest) => _rest = rest;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Sends the head and the first byte of the body.</summary>
    public static async Task<HalfRequest> SendAsync(Uri address, string body)
    {
        HalfRequest request = new(body[1..]);
        await request._connection.ConnectAsync(address.Host, address.Port, Cancellation);
        await request.WriteAsync(
            $"POST /v1/tag HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body[0]}");
        return request;
    }

    /// <summary>Sends the rest; the whole answer.</summary>
    public async Task<string> FinishAsync()
    {
        await WriteAsync(_rest);
        using StreamReader reader = new(_connection.GetStream());
        return await reader.ReadToEndAsync(Cancellation);
    }

    public void Dispose() => _connection.Dispose();

    private async Task WriteAsync(string text) => await _connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), Cancellation);
}
