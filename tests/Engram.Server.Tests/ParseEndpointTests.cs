using System.Net;
using System.Text.Json;

namespace Engram.Server.Tests;

public sealed class ParseEndpointTests
{
    // Rasa counts characters as Python does: the rocket is one, while .NET counts it as two.
    [Fact]
    public async Task Parse_AnswersInRasasShape()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        JsonElement answer = (await server.PostAsync("/model/parse", """{"text":"🚀 fly to Taipei","message_id":"b2831e73","tracker":{"slots":[]}}""")).Json;

        Assert.Equal("🚀 fly to Taipei", answer.GetProperty("text").GetString());
        Assert.Equal("book", answer.GetProperty("intent").GetProperty("name").GetString());
        Assert.Equal(
            answer.GetProperty("intent").GetRawText(),
            answer.GetProperty("intent_ranking")[0].GetRawText());
        Assert.Equal(2, answer.GetProperty("intent_ranking").GetArrayLength());
        JsonElement entity = Assert.Single(answer.GetProperty("entities").EnumerateArray().ToArray());
        Assert.Equal(("destination", "Taipei", 9, 15), (
            entity.GetProperty("entity").GetString(), entity.GetProperty("value").GetString(), entity.GetProperty("start").GetInt32(), entity.GetProperty("end").GetInt32()));
        Assert.InRange(entity.GetProperty("confidence_entity").GetDouble(), 0.5, 1);
        Assert.Equal("[[0,1],[2,5],[6,8],[9,15]]", answer.GetProperty("text_tokens").GetRawText());
    }

    [Fact]
    public async Task Parse_OfAnEmptyText_HasNoIntent()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Reply reply = await server.PostAsync("/model/parse", """{"text":""}""");

        Assert.Equal("""{"text":"","intent":{"name":null,"confidence":0},"entities":[],"text_tokens":[],"intent_ranking":[]}""", reply.Text);
    }

    [Fact]
    public async Task Parse_WithoutAText_SaysSo()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Assert.Contains("no text", (await server.PostAsync("/model/parse", """{"message_id":"x"}""")).RequireProblem(HttpStatusCode.BadRequest));
    }
}
