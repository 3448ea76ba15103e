using Engram.Models;

namespace Engram.Server.Tests;

public sealed class StartAndStopTests
{
    private const string Body = "{\"text\":\"fly to Taipei\"}";

    [Fact]
    public async Task Stop_AnswersWhatIsInFlightAndNothingNew()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using HalfRequest request = await HalfRequest.SendAsync(server.Server.Address, Body);
        await Eventually.Async(() => server.GetAsync("/metrics"), reply => reply.Text.Contains("engram_http_requests_in_flight 2\n"));

        Task<int> stopping = server.Server.StopAsync();
        await Eventually.Async(() => IsRefusedAsync(server), refused => refused);
        Assert.False(stopping.IsCompleted);
        string answer = await request.FinishAsync();

        Assert.StartsWith("HTTP/1.1 200 OK", answer);
        Assert.Equal(0, await stopping);
    }

    [Fact]
    public async Task Stop_CutsOffWhatTakesTooLongAndCountsIt()
    {
        await using RunningServer server = await RunningServer.StartAsync(new ServerLimits { StopWithin = TimeSpan.FromMilliseconds(100) });
        using HalfRequest request = await HalfRequest.SendAsync(server.Server.Address, Body);
        await Eventually.Async(() => server.GetAsync("/metrics"), reply => reply.Text.Contains("engram_http_requests_in_flight 2\n"));

        Assert.Equal(1, await server.Server.StopAsync());
    }

    [Fact]
    public async Task Start_OnAPortThatIsTaken_SaysSo()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        IOException error = await Assert.ThrowsAsync<IOException>(() => StartAsync(server.ModelPath, port: server.Server.Address.Port));

        Assert.Equal(
            $"Port {server.Server.Address.Port} of 127.0.0.1 is taken. Stop the program that uses it, or give --port another number; 0 takes a free one.", error.Message);
    }

    [Theory]
    [InlineData("nowhere.example", "The host 'nowhere.example' is no IP address.")]
    [InlineData("203.0.113.1", "203.0.113.1 is no address of this machine.")]
    public async Task Start_OnAnAddressThatIsNone_SaysSo(string host, string message)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Exception error = await Assert.ThrowsAnyAsync<Exception>(() => StartAsync(server.ModelPath, host: host));

        Assert.StartsWith(message, error.Message);
    }

    [Fact]
    public async Task Start_WithAModelThatIsMissing_NamesTheFile()
    {
        ModelFileException error = await Assert.ThrowsAsync<ModelFileException>(() => StartAsync("missing.engram"));

        Assert.StartsWith("missing.engram: there is no such file.", error.Message);
    }

    [Fact]
    public async Task Start_WithTwoModelsOfOneName_SaysSo()
    {
        ServerOptions options = new() { Models = [ModelSource.Parse("a/x.engram"), ModelSource.Parse("b/x.engram")], Port = 0 };

        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(() => TaggerServer.StartAsync(options, TestContext.Current.CancellationToken));

        Assert.Equal("Two models are called 'x'. Give each a name of its own: NAME=FILE.", error.Message);
    }

    [Theory]
    [InlineData("models/tickets.v2.engram", "tickets.v2", "models/tickets.v2.engram")]
    [InlineData("en=models/a=b.engram", "en", "models/a=b.engram")]
    public void ModelSource_IsAFileWithOrWithoutAName(string text, string name, string path)
        => Assert.Equal(new ModelSource(name, path), ModelSource.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("=x.engram")]
    [InlineData("x=")]
    public void ModelSource_WithoutANameOrAFile_IsRefused(string text)
        => Assert.Contains($"'{text}' names no model.", Assert.Throws<ArgumentException>(() => ModelSource.Parse(text)).Message);

    private static async Task<bool> IsRefusedAsync(RunningServer server)
    {
        using HttpClient fresh = new() { BaseAddress = server.Server.Address };
        try
        {
            using HttpResponseMessage response = await fresh.GetAsync(new Uri("/healthz", UriKind.Relative), TestContext.Current.CancellationToken);
            return false;
        }
        catch (HttpRequestException)
        {
            return true;
        }
    }

    private static async Task StartAsync(string model, string host = "127.0.0.1", int port = 0)
    {
        ServerOptions options = new() { Models = [new ModelSource("tiny", model)], Host = host, Port = port };
        await using TaggerServer server = await TaggerServer.StartAsync(options, TestContext.Current.CancellationToken);
    }
}
