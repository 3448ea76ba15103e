using System.Text.Json;

namespace Engram.Server.Tests;

public sealed class ModelsEndpointTests
{
    // 16 units, two directions, one layer: 4 gates of 16 rows each, hidden 16.
    [Fact]
    public async Task Models_SayWhatTheyAreMadeOf()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        JsonElement model = Assert.Single((await server.GetAsync("/v1/models")).Json.EnumerateArray().ToArray());

        Assert.Equal("tiny", model.GetProperty("name").GetString());
        Assert.True(model.GetProperty("default").GetBoolean());
        Assert.Equal("lstm", model.GetProperty("cell").GetString());
        Assert.Equal(new FileInfo(server.ModelPath).Length, model.GetProperty("bytes").GetInt64());
        Assert.Equal(["B-destination", "B-origin", "I-destination", "I-origin", "O"], model.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()).Order());
        Assert.Equal(["book", "leave"], model.GetProperty("intents").EnumerateArray().Select(intent => intent.GetString()).Order());
        JsonElement[] recurrent = [.. model.GetProperty("layers").EnumerateArray().Where(layer => layer.TryGetProperty("cell", out _))];
        Assert.Equal(["forward", "reverse"], recurrent.Select(layer => layer.GetProperty("direction").GetString()));
        Assert.All(recurrent, layer => Assert.Equal(16, layer.GetProperty("units").GetInt32()));
        Assert.Equal(
            model.GetProperty("parameters").GetInt64(),
            model.GetProperty("layers").EnumerateArray().Sum(layer => layer.GetProperty("parameters").GetInt64()));
        Assert.Equal(JsonValueKind.Null, model.GetProperty("training").ValueKind);
    }

    [Fact]
    public async Task Models_TellWhatTheirTrainingLeftBesideThem()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await File.WriteAllTextAsync(server.PathOf("tiny.jsonl"), "{\"epoch\":1,\"tagLoss\":2.5}\n{\"epoch\":2,\"tagLo", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            server.PathOf("tiny.valid.json"), "{\"confusion\":{\"a\":1},\"errors\":[],\"examples\":[\"fly to Taipei\",3]}", TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(server.ModelPath, DateTime.UnixEpoch);
        server.Server.Models.All[0].LoadIfChanged();

        JsonElement model = (await server.GetAsync("/v1/models")).Json[0];

        Assert.Equal(["fly to Taipei"], model.GetProperty("examples").EnumerateArray().Select(example => example.GetString()));
        Assert.Equal("{\"epochs\":[{\"epoch\":1,\"tagLoss\":2.5}],\"confusion\":{\"a\":1},\"errors\":[]}", model.GetProperty("training").GetRawText());
    }
}
