using System.Net.WebSockets;

namespace Engram.Server.Streaming;

/// <summary>Text messages over a WebSocket, which is closed in good order when nothing comes for too long or the server stops.</summary>
internal sealed class StreamSocket(WebSocket socket, TimeSpan idle, TimeProvider time, CancellationToken stopping)
{
    private const int LongestMessage = 4096;
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(1);

    private readonly byte[] _message = new byte[LongestMessage];

    /// <summary>Waits for a message.</summary>
    /// <returns>Its bytes, valid until the next call; <see langword="null"/> where there will be none.</returns>
    public async Task<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellationToken)
    {
        int length = 0;
        while (true)
        {
            if (await ReceivePartAsync(length, cancellationToken) is not { } part)
                return null;
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
            {
                await CloseAsync(WebSocketCloseStatus.NormalClosure, "");
                return null;
            }

            if (part.MessageType == WebSocketMessageType.Binary)
            {
                await CloseAsync(WebSocketCloseStatus.InvalidMessageType, "Messages are text.");
                return null;
            }

            if (part.EndOfMessage)
                return _message.AsMemory(0, length);
            if (length == LongestMessage)
            {
                await CloseAsync(WebSocketCloseStatus.MessageTooBig, $"A message has at most {LongestMessage} bytes.");
                return null;
            }
        }
    }

    /// <summary>Sends a message.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> text, CancellationToken cancellationToken)
        => await socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    /// <summary>Says why it ends, and waits a moment for the other side to have heard.</summary>
    public async Task CloseAsync(WebSocketCloseStatus status, string why)
    {
        using CancellationTokenSource patience = new(Goodbye);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(status, why, patience.Token);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            socket.Abort();
        }
    }

    // A receive that is given up breaks the socket, so it goes on while the farewell is sent.
    private async Task<ValueWebSocketReceiveResult?> ReceivePartAsync(int start, CancellationToken cancellationToken)
    {
        using CancellationTokenSource waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        Task<ValueWebSocketReceiveResult> receiving = socket.ReceiveAsync(_message.AsMemory(start), cancellationToken).AsTask();
        Task silence = Task.Delay(idle, time, waiting.Token);
        await Task.WhenAny(receiving, silence);
        bool isThere = receiving.IsCompleted;
        await waiting.CancelAsync();
        try
        {
            if (isThere)
                return await receiving;
            await (stopping.IsCancellationRequested
                ? CloseAsync(WebSocketCloseStatus.EndpointUnavailable, "The server stops.")
                : CloseAsync(WebSocketCloseStatus.PolicyViolation, "Nothing was said for too long."));
            await receiving.WaitAsync(Goodbye, CancellationToken.None);
        }
        catch (Exception gone) when (gone is WebSocketException or TimeoutException or OperationCanceledException or IOException)
        {
            socket.Abort();
        }

        return null;
    }
}
