using System.Net;
using Engram.Inspection;
using Engram.Models;

namespace Engram.Server.Tests;

public sealed class InspectionEndpointTests
{
    [Fact]
    public async Task Trace_AnswersWhatTheLibraryDoes()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Reply one = await server.PostAsync("/v1/trace", """{"text":"fly to 台北"}""");
        Reply some = await server.PostAsync("/v1/trace", """{"texts":["fly to 台北",""]}""");

        string expected = MemoryTraceJson.ToJson(TinyTagger.Usual.Trace("fly to 台北"));
        Assert.Equal((HttpStatusCode.OK, expected), (one.Status, one.Text));
        Assert.Equal($"[{expected},{MemoryTraceJson.ToJson(TinyTagger.Usual.Trace(""))}]", some.Text);
    }

    [Fact]
    public async Task Compare_AnswersWhatTheLibraryDoes()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Reply reply = await server.PostAsync("/v1/compare", """{"text":"fly to Taipei","against":"leave Taipei"}""");

        Assert.Equal(TraceComparisonJson.ToJson(TraceComparison.Of(TinyTagger.Usual, "fly to Taipei", "leave Taipei")), reply.Text);
    }

    [Fact]
    public async Task Compare_OfTwoModels_ReadsEachSentenceWithItsOwn()
    {
        SlotTagger other = TinyTagger.Train(new TaggerOptions { Units = 4, Layers = 1, CharacterUnits = 0, Bidirectional = false });
        await using RunningServer server = await RunningServer.StartAsync([("tiny", TinyTagger.Usual), ("other", other)]);

        Reply reply = await server.PostAsync("/v1/compare", """{"text":"fly to Taipei","against":"fly to Taipei","againstModel":"other"}""");

        Assert.Equal(TraceComparisonJson.ToJson(TraceComparison.Of(TinyTagger.Usual, "fly to Taipei", other, "fly to Taipei")), reply.Text);
    }

    [Theory]
    [InlineData("{\"text\":\"fly to Taipei\"}", null)]
    [InlineData("{\"text\":\"fly to Taipei\",\"word\":1}", 1)]
    public async Task Why_AnswersWhatTheLibraryDoes(string body, int? word)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Reply reply = await server.PostAsync("/v1/why", body);

        Assert.Equal(SlotExplanationJson.ToJson(new SlotExplainer(TinyTagger.Usual).Explain("fly to Taipei", word)), reply.Text);
    }

    [Fact]
    public async Task Why_AskedByManyAtOnce_AnswersAll()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Reply[] replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => server.PostAsync("/v1/why", "{\"text\":\"fly to Taipei\"}")));

        Assert.Single(replies.Select(reply => reply.Text).Distinct());
        Assert.All(replies, reply => Assert.Equal(HttpStatusCode.OK, reply.Status));
    }

    [Theory]
    [InlineData("/v1/why", "{\"text\":\"\"}", "there is no word to explain")]
    [InlineData("/v1/why", "{\"text\":\"fly to Taipei\",\"word\":3}", "there is no word 3 to explain")]
    [InlineData("/v1/why", "{\"text\":\"fly\",\"word\":-1}", "'word' is no whole number")]
    [InlineData("/v1/why", "{\"word\":1}", "the body holds no text")]
    [InlineData("/v1/compare", "{\"text\":\"fly\"}", "the body holds no text")]
    [InlineData("/v1/trace", "{\"text\":\"fly\",\"against\":\"leave\"}", "there is no field 'against' here")]
    public async Task Body_ThatIsWrong_SaysWhatIsWrong(string path, string body, string detail)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Assert.Contains(detail, (await server.PostAsync(path, body)).RequireProblem(HttpStatusCode.BadRequest), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/v1/trace", "{\"texts\":[\"a b\",\"c\"]}", HttpStatusCode.OK)]
    [InlineData("/v1/trace", "{\"texts\":[\"a b\",\"c d\"]}", HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("/v1/compare", "{\"text\":\"a b\",\"against\":\"c d\"}", HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("/v1/why", "{\"text\":\"a b\"}", HttpStatusCode.OK)]
    [InlineData("/v1/why", "{\"text\":\"a b c\"}", HttpStatusCode.RequestEntityTooLarge)]
    public async Task Words_ThatCostMuch_AreFew(string path, string body, HttpStatusCode status)
    {
        await using RunningServer server = await RunningServer.StartAsync(new ServerLimits { TracedWords = 3, ExplainedWords = 2 });

        Reply reply = await server.PostAsync(path, body);

        Assert.Equal(status, reply.Status);
        if (status != HttpStatusCode.OK)
            Assert.Matches("the request has [34] words", reply.RequireProblem(status));
    }
}
