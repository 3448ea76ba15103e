using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Engram.Models;

namespace Engram.Server.Tests;

public sealed class StreamTests
{
    private static readonly Lazy<SlotTagger> Forward
        = new(() => TinyTagger.Train(new TaggerOptions { Units = 16, Layers = 1, CharacterUnits = 0, Bidirectional = false }));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Words_OneByOne_GiveTheSlotsSoFarAndAtTheEndTheWholeSentence()
    {
        await using RunningServer server = await RunningServer.StartAsync([("tiny", TinyTagger.Usual), ("forward", Forward.Value)]);
        using ClientWebSocket socket = await ConnectAsync(server, "?model=forward");
        StreamingTagger expected = Forward.Value.BeginStream();

        foreach (string word in (string[])["book", "a", "flight", "to", "New", "York", "from", "to", "to"])
        {
            JsonElement answer = await AskAsync(socket, word);
            PartialUtterance partial = expected.Add(word);

            Assert.Equal(partial.Utterance.Text, answer.GetProperty("text").GetString());
            Assert.Equal(
                partial.Utterance.Slots.Select((slot, i) => (slot.Name, slot.Value, i < partial.StableSlots)),
                answer.GetProperty("slots").EnumerateArray().Select(slot => (
                    slot.GetProperty("name").GetString()!, slot.GetProperty("value").GetString()!, slot.GetProperty("stable").GetBoolean())));
            Assert.False(answer.GetProperty("final").GetBoolean());
        }

        JsonElement last = await EndAsync(socket);
        Assert.True(last.GetProperty("final").GetBoolean());
        Assert.Equal(
            Forward.Value.Tag("book a flight to New York from to to").Slots.Select(slot => (slot.Name, slot.Value, slot.Start, slot.End)),
            last.GetProperty("slots").EnumerateArray().Select(slot => (
                slot.GetProperty("name").GetString()!, slot.GetProperty("value").GetString()!, slot.GetProperty("start").GetInt32(), slot.GetProperty("end").GetInt32())));
        Assert.All(last.GetProperty("slots").EnumerateArray(), slot => Assert.True(slot.GetProperty("stable").GetBoolean()));
    }

    [Fact]
    public async Task Sentence_AfterTheEndOfOne_BeginsAnew()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using ClientWebSocket socket = await ConnectAsync(server);
        await AskAsync(socket, "leave");
        await EndAsync(socket);

        Assert.Equal("Taipei", (await AskAsync(socket, "Taipei")).GetProperty("text").GetString());
        Assert.Contains("engram_streams_open 1\n", (await server.GetAsync("/metrics")).Text);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", Cancellation);
        await Eventually.Async(() => server.GetAsync("/metrics"), reply => reply.Text.Contains("engram_streams_open 0\n"));
    }

    [Theory]
    [InlineData("Taipei")]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"word\":\"\"}")]
    [InlineData("{\"word\":\" \"}")]
    [InlineData("{\"word\":1}")]
    [InlineData("{\"end\":false}")]
    [InlineData("{\"word\":\"a\",\"end\":true}")]
    [InlineData("{\"word\":\"a\"}{\"word\":\"b\"}")]
    [InlineData("{\"word\":\"\\ud83d\"}")]
    [InlineData("[[[[[[[[\"word\"]]]]]]]]")]
    public async Task Message_ThatIsNeitherWordNorEnd_EndsTheStreamWithAProblem(string message)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using ClientWebSocket socket = await ConnectAsync(server);

        await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, Cancellation);

        Assert.Equal("/v1/stream: the message is neither a word nor an end.", (await ReceiveAsync(socket)).GetProperty("detail").GetString());
        await AssertClosesAsync(socket, WebSocketCloseStatus.InvalidPayloadData);
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("/healthz")).Status);
    }

    [Fact]
    public async Task Sentence_OfTooManyWords_EndsTheStreamWithAProblem()
    {
        await using RunningServer server = await RunningServer.StartAsync(new ServerLimits { WordsPerSentence = 2 });
        using ClientWebSocket socket = await ConnectAsync(server);
        await AskAsync(socket, "fly");
        await AskAsync(socket, "to");

        JsonElement problem = await AskAsync(socket, "Taipei");

        Assert.Equal(413, problem.GetProperty("status").GetInt32());
        await AssertClosesAsync(socket, WebSocketCloseStatus.PolicyViolation);
    }

    [Theory]
    [InlineData(WebSocketMessageType.Text, WebSocketCloseStatus.MessageTooBig)]
    [InlineData(WebSocketMessageType.Binary, WebSocketCloseStatus.InvalidMessageType)]
    public async Task Message_ThatIsTooLongOrBinary_ClosesTheStream(WebSocketMessageType type, WebSocketCloseStatus status)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using ClientWebSocket socket = await ConnectAsync(server);

        await socket.SendAsync(Encoding.UTF8.GetBytes($"{{\"word\":\"{new string('x', 5000)}\"}}"), type, true, Cancellation);

        await AssertClosesAsync(socket, status);
    }

    [Fact]
    public async Task Stream_ThatSaysNothing_IsClosed()
    {
        await using RunningServer server = await RunningServer.StartAsync(new ServerLimits { StreamIdle = TimeSpan.FromMilliseconds(50) });
        using ClientWebSocket socket = await ConnectAsync(server);

        await AssertClosesAsync(socket, WebSocketCloseStatus.PolicyViolation);
    }

    [Fact]
    public async Task Stream_WhenTheServerStops_IsClosedAndNotCutOff()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using ClientWebSocket socket = await ConnectAsync(server);
        await AskAsync(socket, "fly");

        Task<int> stopping = server.Server.StopAsync();

        await AssertClosesAsync(socket, WebSocketCloseStatus.EndpointUnavailable);
        Assert.Equal(0, await stopping);
    }

    [Fact]
    public async Task Streams_BeyondTheLimit_AreRefused()
    {
        await using RunningServer server = await RunningServer.StartAsync(new ServerLimits { ConcurrentStreams = 1 });
        using ClientWebSocket socket = await ConnectAsync(server);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await RefusalAsync(server, "", null));
    }

    [Theory]
    [InlineData("?model=nothing", null, HttpStatusCode.NotFound)]
    [InlineData("", "https://evil.example", HttpStatusCode.Forbidden)]
    public async Task Stream_ForTheWrongModelOrPage_IsRefused(string query, string? origin, HttpStatusCode status)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Assert.Equal(status, await RefusalAsync(server, query, origin));
    }

    [Fact]
    public async Task Stream_WithoutAWebSocket_SaysWhatItTakes()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Reply reply = await server.GetAsync("/v1/stream");

        Assert.Equal("/v1/stream: the request is no WebSocket's.", reply.RequireProblem(HttpStatusCode.UpgradeRequired));
    }

    private static async Task<ClientWebSocket> ConnectAsync(RunningServer server, string query = "")
    {
        ClientWebSocket socket = new();
        await socket.ConnectAsync(new Uri($"ws://{server.Server.Address.Authority}/v1/stream{query}"), Cancellation);
        return socket;
    }

    private static async Task<HttpStatusCode> RefusalAsync(RunningServer server, string query, string? origin)
    {
        using ClientWebSocket socket = new();
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        await Assert.ThrowsAsync<WebSocketException>(
            () => socket.ConnectAsync(new Uri($"ws://{server.Server.Address.Authority}/v1/stream{query}"), Cancellation));
        return socket.HttpStatusCode;
    }

    private static async Task<JsonElement> AskAsync(WebSocket socket, string word)
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes($"{{\"word\":\"{word}\"}}"), WebSocketMessageType.Text, true, Cancellation);
        return await ReceiveAsync(socket);
    }

    private static async Task<JsonElement> EndAsync(WebSocket socket)
    {
        await socket.SendAsync("{\"end\":true}"u8.ToArray(), WebSocketMessageType.Text, true, Cancellation);
        return await ReceiveAsync(socket);
    }

    private static async Task<JsonElement> ReceiveAsync(WebSocket socket)
    {
        byte[] buffer = new byte[100_000];
        int length = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(length), Cancellation);
            Assert.Equal(WebSocketMessageType.Text, part.MessageType);
            length += part.Count;
        }
        while (!part.EndOfMessage);
        return JsonDocument.Parse(buffer.AsMemory(0, length)).RootElement;
    }

    private static async Task AssertClosesAsync(WebSocket socket, WebSocketCloseStatus status)
    {
        ValueWebSocketReceiveResult last = await socket.ReceiveAsync(new byte[1000].AsMemory(), Cancellation);
        Assert.Equal(WebSocketMessageType.Close, last.MessageType);
        Assert.Equal(status, socket.CloseStatus);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", Cancellation);
    }
}
