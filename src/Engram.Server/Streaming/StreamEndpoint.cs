using System.Net.WebSockets;
using Engram.Server.Endpoints;
using Engram.Server.Http;
using Engram.Server.Limits;
using Engram.Server.Metrics;
using Engram.Server.Serving;
using Microsoft.AspNetCore.Http;

namespace Engram.Server.Streaming;

/// <summary><c>GET /v1/stream</c>, a WebSocket: words go in one by one, and after each come the slots so far.</summary>
internal sealed class StreamEndpoint(SentenceReader sentences, ServerMetrics metrics, TimeProvider time, CancellationToken stopping)
{
    private const string ModelParameter = "model";

    private readonly PlaceLimit _places = new(sentences.Limits.ConcurrentStreams, "streams", "--max-streams");

    public async Task AnswerAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            throw new ProblemException(
                StatusCodes.Status426UpgradeRequired,
                $"{context.Request.Path}: the request is no WebSocket's.",
                "A WebSocket handshake.",
                $"Connect with a WebSocket to ws://{context.Request.Host}{context.Request.Path}, or POST whole sentences to /v1/tag.");
        }

        string? name = context.Request.Query[ModelParameter];
        ServedModel model = sentences.Find(context, name);
        using IDisposable place = _places.Enter(context.Request.Path);
        using IDisposable open = metrics.OpenStream();
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        StreamSocket messages = new(socket, sentences.Limits.StreamIdle, time, stopping);
        await new StreamConversation(messages, model, sentences, context.Request.Path).RunAsync(context.RequestAborted);
    }
}
