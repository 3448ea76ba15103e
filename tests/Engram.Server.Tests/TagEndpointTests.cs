using System.Net;
using Engram.Models;

namespace Engram.Server.Tests;

public sealed class TagEndpointTests
{
    [Fact]
    public async Task Tag_OfOneText_AnswersWhatTheLibraryDoes()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Reply reply = await server.PostAsync("/v1/tag", """{"text":"fly to 台北"}""");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("application/json", reply.ContentType);
        Assert.Equal(TaggedUtteranceJson.ToJson(TinyTagger.Usual.Tag("fly to 台北")), reply.Text);
        Assert.Equal("台北", reply.Json.GetProperty("slots")[0].GetProperty("value").GetString());
    }

    [Fact]
    public async Task Tag_OfSomeTexts_AnswersInTheirOrder()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Reply reply = await server.PostAsync("/v1/tag", """{"texts":["leave Taipei","","fly to Taipei"],"top":1}""");

        Assert.Equal(["leave Taipei", "", "fly to Taipei"], reply.Json.EnumerateArray().Select(answer => answer.GetProperty("text").GetString()));
        Assert.Equal(["origin", "", "destination"], reply.Json.EnumerateArray()
            .Select(answer => string.Concat(answer.GetProperty("slots").EnumerateArray().Select(slot => slot.GetProperty("name").GetString()))));
        Assert.All(
            reply.Json.EnumerateArray().SelectMany(answer => answer.GetProperty("tokens").EnumerateArray()),
            token => Assert.Equal(1, token.GetProperty("alternatives").GetArrayLength()));
    }

    [Fact]
    public async Task Tag_WithAModelsName_AsksThatModel()
    {
        SlotTagger other = TinyTagger.Train(new TaggerOptions { Units = 4, Layers = 1, CharacterUnits = 0, Bidirectional = false });
        await using RunningServer server = await RunningServer.StartAsync([("tiny", TinyTagger.Usual), ("other", other)]);

        Reply first = await server.PostAsync("/v1/tag", """{"text":"fly to Taipei"}""");
        Reply second = await server.PostAsync("/v1/tag", """{"text":"fly to Taipei","model":"other"}""");

        Assert.Equal(TaggedUtteranceJson.ToJson(TinyTagger.Usual.Tag("fly to Taipei")), first.Text);
        Assert.Equal(TaggedUtteranceJson.ToJson(other.Tag("fly to Taipei")), second.Text);
    }

    [Fact]
    public async Task Tag_WithAnUnknownModel_SaysWhichThereAre()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Reply reply = await server.PostAsync("/v1/tag", """{"text":"x","model":"tickets"}""");

        Assert.Equal("/v1/tag: there is no model 'tickets'.", reply.RequireProblem(HttpStatusCode.NotFound));
        Assert.Equal("One of: tiny.", reply.Json.GetProperty("expected").GetString());
    }

    [Theory]
    [InlineData("", "the body is empty")]
    [InlineData("fly", "the body is not JSON at line 1, byte 2")]
    [InlineData("{\"text\":\"x\"", "the body is not JSON")]
    [InlineData("{\"text\":\"x\"} {}", "the body is not JSON")]
    [InlineData("{\"text\":\"a\u0001b\"}", "the body is not JSON")]
    [InlineData("{\"top\":NaN,\"text\":\"x\"}", "the body is not JSON")]
    [InlineData("[\"fly\"]", "the body is an array")]
    [InlineData("null", "the body is null")]
    [InlineData("{}", "the body holds no text")]
    [InlineData("{\"text\":\"a\",\"texts\":[\"b\"]}", "or too much of it")]
    [InlineData("{\"text\":null}", "'text' is null")]
    [InlineData("{\"text\":17}", "'text' is a number")]
    [InlineData("{\"texts\":\"a\"}", "'texts' is a string")]
    [InlineData("{\"texts\":[\"a\",{}]}", "texts[1] is an object")]
    [InlineData("{\"text\":\"a\",\"text\":\"b\"}", "'text' stands twice")]
    [InlineData("{\"text\":\"a\",\"te\\u0078t\":\"b\"}", "'text' stands twice")]
    [InlineData("{\"txt\":\"a\"}", "there is no field 'txt' here")]
    [InlineData("{\"text\":\"a\",\"top\":0}", "'top' is no whole number")]
    [InlineData("{\"text\":\"a\",\"top\":1.5}", "'top' is no whole number")]
    [InlineData("{\"text\":\"a\",\"top\":99999999999}", "'top' is no whole number")]
    [InlineData("{\"text\":\"\\ud83d\"}", "half a surrogate pair")]
    [InlineData("{\"text\":\"\\ude80x\"}", "half a surrogate pair")]
    [InlineData("{\"\\ud83d\":\"x\"}", "half a surrogate pair")]
    [InlineData("{\"text\":[[[[[[[[[[[[\"x\"]]]]]]]]]]]]}", "'text' is an array")]
    [InlineData("{\"texts\":[\"x\",[[[[[[[[[[[[\"x\"]]]]]]]]]]]]]}", "texts[1] is an array")]
    public async Task Tag_OfABodyThatIsWrong_SaysWhatIsWrong(string body, string detail)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Reply reply = await server.PostAsync("/v1/tag", body);

        Assert.Contains(detail, reply.RequireProblem(HttpStatusCode.BadRequest));
        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync("/v1/tag", "{\"text\":\"x\"}")).Status);
    }

    [Fact]
    public async Task Tag_OfBytesThatAreNotUtf8_SaysSo()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Post, "/v1/tag") { Content = new ByteArrayContent([.. "{\"text\":\""u8, 0xFF, 0xC3, .. "\"}"u8]) };
        request.Content.Headers.ContentType = new("application/json");

        Reply reply = await server.SendAsync(request);

        Assert.Contains("bytes that are not UTF-8", reply.RequireProblem(HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData("", "the request has no Content-Type")]
    [InlineData("text/plain", "the body is 'text/plain'")]
    [InlineData("application/x-www-form-urlencoded", "the body is 'application/x-www-form-urlencoded'")]
    [InlineData("application/json; charset=utf-16", "the body's character set is 'utf-16'")]
    [InlineData(";;;", "the body is ';;;'")]
    public async Task Tag_OfAnotherMediaType_IsRefused(string contentType, string detail)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Reply reply = await server.PostAsync("/v1/tag", "{\"text\":\"x\"}", contentType);

        Assert.Equal($"/v1/tag: {detail}.", reply.RequireProblem(HttpStatusCode.UnsupportedMediaType));
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("Application/JSON;charset=\"UTF-8\"")]
    [InlineData("application/vnd.api+json")]
    public async Task Tag_OfJsonByAnotherName_IsAnswered(string contentType)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync("/v1/tag", "\uFEFF{\"text\":\"x\"}", contentType)).Status);
    }

    [Fact]
    public async Task Tag_OfTextWithControlCharactersInEscapes_IsAnswered()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Reply reply = await server.PostAsync("/v1/tag", "{\"text\":\"fly\\u0000to\\u001b[31m \\ud83d\\ude80\"}");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("fly\0to\u001b[31m 🚀", reply.Json.GetProperty("text").GetString());
    }
}
