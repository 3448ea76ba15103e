using System.Net;
using System.Text;

namespace Engram.Server.Tests;

public sealed class LimitTests
{
    [Fact]
    public async Task Body_OfTenMegabytes_IsTooLongAndTheServerGoesOn()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string body = $"{{\"text\":\"{new string('x', 10_000_000)}\"}}";

        for (int i = 0; i < 3; i++)
        {
            Reply reply = await server.PostAsync("/v1/tag", body);
            Assert.Equal($"/v1/tag: the body has {body.Length} bytes.", reply.RequireProblem(HttpStatusCode.RequestEntityTooLarge));
        }

        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync("/v1/tag", "{\"text\":\"x\"}")).Status);
    }

    [Fact]
    public async Task Body_ThatDoesNotSayItsLength_IsCutOffAtTheLimitToo()
    {
        await using RunningServer server = await RunningServer.StartAsync(new ServerLimits { BodyBytes = 100 });
        using HttpRequestMessage request = new(HttpMethod.Post, "/v1/tag") { Content = new StringContent($"{{\"text\":\"{new string('x', 100)}\"}}", Encoding.UTF8, "application/json") };
        request.Headers.TransferEncodingChunked = true;

        Reply reply = await server.SendAsync(request);

        Assert.Equal("/v1/tag: the body has more bytes than are read.", reply.RequireProblem(HttpStatusCode.RequestEntityTooLarge));
        Assert.Contains("--max-body", reply.Json.GetProperty("fix").GetString());
    }

    [Theory]
    [InlineData(100, HttpStatusCode.OK)]
    [InlineData(101, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Body_MayHaveAsManyBytesAsTheLimitSays(int length, HttpStatusCode status)
    {
        await using RunningServer server = await RunningServer.StartAsync(new ServerLimits { BodyBytes = 100 });
        string empty = "{\"text\":\"\"}";

        Reply reply = await server.PostAsync("/v1/tag", empty.Insert(9, new string('x', length - empty.Length)));

        Assert.Equal(status, reply.Status);
    }

    [Fact]
    public async Task Sentence_OfAHundredThousandWords_IsTooLong()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Reply reply = await server.PostAsync("/v1/tag", $"{{\"text\":\"{string.Join(' ', Enumerable.Repeat("to", 100_000))}\"}}");

        Assert.Equal("/v1/tag: a sentence has 100000 words.", reply.RequireProblem(HttpStatusCode.RequestEntityTooLarge));
        Assert.Equal("At most 512 words a sentence.", reply.Json.GetProperty("expected").GetString());
    }

    [Theory]
    [InlineData("a b c", HttpStatusCode.OK)]
    [InlineData("a b c d", HttpStatusCode.RequestEntityTooLarge)]
    public async Task Sentence_MayHaveAsManyWordsAsTheLimitSays(string text, HttpStatusCode status)
    {
        await using RunningServer server = await RunningServer.StartAsync(new ServerLimits { WordsPerSentence = 3 });

        Assert.Equal(status, (await server.PostAsync("/v1/tag", $"{{\"texts\":[\"x\",\"{text}\"]}}")).Status);
    }

    [Theory]
    [InlineData(2, HttpStatusCode.OK)]
    [InlineData(3, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Request_MayHaveAsManySentencesAsTheLimitSays(int sentences, HttpStatusCode status)
    {
        await using RunningServer server = await RunningServer.StartAsync(new ServerLimits { SentencesPerRequest = 2 });

        Reply reply = await server.PostAsync("/v1/tag", $"{{\"texts\":[{string.Join(',', Enumerable.Repeat("\"x\"", sentences))}]}}");

        Assert.Equal(status, reply.Status);
        if (status != HttpStatusCode.OK)
            Assert.Equal("/v1/tag: 'texts' has more than 2 sentences.", reply.RequireProblem(status));
    }
}
