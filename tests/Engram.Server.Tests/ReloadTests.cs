using System.Net;
using System.Text.Json;
using Engram.Models;

namespace Engram.Server.Tests;

public sealed class ReloadTests
{
    private const string Body = "{\"text\":\"fly to Taipei\"}";

    private static readonly Lazy<SlotTagger> Other
        = new(() => TinyTagger.Train(new TaggerOptions { Units = 4, Layers = 1, CharacterUnits = 0, Bidirectional = false }));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task File_ThatHasChanged_AnswersFromThenOnWithoutARequestLost()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string before = TaggedUtteranceJson.ToJson(TinyTagger.Usual.Tag("fly to Taipei")), after = TaggedUtteranceJson.ToJson(Other.Value.Tag("fly to Taipei"));
        using CancellationTokenSource stop = new();
        Task<string[]>[] clients = [.. Enumerable.Range(0, 4).Select(_ => AskAsync(server, stop.Token))];

        Other.Value.Save(server.ModelPath);
        File.SetLastWriteTimeUtc(server.ModelPath, DateTime.UnixEpoch);
        server.Server.Models.All[0].LoadIfChanged();
        Reply reply = await server.PostAsync("/v1/tag", Body);
        await stop.CancelAsync();

        Assert.Equal(after, reply.Text);
        Assert.All(await Task.WhenAll(clients), answers => Assert.All(answers, answer => Assert.True(answer == before || answer == after, answer)));
        Assert.Equal($"tiny: {server.ModelPath} has changed and is loaded.", Assert.Single(server.Reports));
    }

    [Fact]
    public async Task File_ThatIsBroken_LeavesTheOldModelAndSaysSo()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string before = (await server.PostAsync("/v1/tag", Body)).Text;
        byte[] whole = await File.ReadAllBytesAsync(server.ModelPath, Cancellation);

        await File.WriteAllBytesAsync(server.ModelPath, whole[..^7], Cancellation);
        server.Server.Models.All[0].LoadIfChanged();
        server.Server.Models.All[0].LoadIfChanged();

        Assert.Equal(before, (await server.PostAsync("/v1/tag", Body)).Text);
        Assert.StartsWith($"tiny: the model of before goes on answering. {server.ModelPath}", Assert.Single(server.Reports));
        Reply ready = await server.GetAsync("/readyz");
        Assert.Equal((HttpStatusCode.OK, "{\"status\":\"ready\",\"models\":[{\"name\":\"tiny\",\"current\":false}]}"), (ready.Status, ready.Text));
        Assert.Contains("engram_model_ready{model=\"tiny\"} 0\n", (await server.GetAsync("/metrics")).Text);

        await File.WriteAllBytesAsync(server.ModelPath, whole, Cancellation);
        server.Server.Models.All[0].LoadIfChanged();
        Assert.Equal("{\"status\":\"ready\",\"models\":[{\"name\":\"tiny\",\"current\":true}]}", (await server.GetAsync("/readyz")).Text);
        Assert.Contains("engram_model_reloads_total{model=\"tiny\",outcome=\"refused\"} 1\n", (await server.GetAsync("/metrics")).Text);
    }

    [Fact]
    public async Task File_ThatIsGone_LeavesTheOldModel()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        File.Delete(server.ModelPath);

        server.Server.Models.All[0].LoadIfChanged();

        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync("/v1/tag", Body)).Status);
        Assert.Contains("there is no such file", Assert.Single(server.Reports));
    }

    // With the interval of real servers, and nobody who says when to look.
    [Fact]
    public async Task Watch_SeesAChangeByItself()
    {
        await using RunningServer server = await RunningServer.StartAsync(reloadInterval: TimeSpan.FromMilliseconds(20));

        Other.Value.Save(server.ModelPath);

        JsonElement model = await Eventually.Async(
            async () => (await server.GetAsync("/v1/models")).Json[0], model => !model.GetProperty("bidirectional").GetBoolean());
        Assert.Equal(new FileInfo(server.ModelPath).Length, model.GetProperty("bytes").GetInt64());
    }

    private static async Task<string[]> AskAsync(RunningServer server, CancellationToken stop)
    {
        List<string> answers = [];
        while (!stop.IsCancellationRequested)
        {
            Reply reply = await server.PostAsync("/v1/tag", Body);
            Assert.Equal(HttpStatusCode.OK, reply.Status);
            answers.Add(reply.Text);
        }

        return [.. answers];
    }
}
