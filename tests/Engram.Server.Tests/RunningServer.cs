using System.Text;
using Engram.Models;

namespace Engram.Server.Tests;

/// <summary>A server on a free port of loopback, its model in a folder of its own, and a client.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private RunningServer(TaggerServer server, DirectoryInfo folder, List<string> reports)
    {
        Server = server;
        _folder = folder;
        Reports = reports;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = server.Address };
    }

    /// <summary>The server.</summary>
    public TaggerServer Server { get; }

    /// <summary>A client that knows its address.</summary>
    public HttpClient Client { get; }

    /// <summary>What the server has said to whoever runs it.</summary>
    public List<string> Reports { get; }

    /// <summary>The file of the first model.</summary>
    public string ModelPath => PathOf("tiny.engram");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts a server with the usual tiny model, called <c>tiny</c>.</summary>
    public static Task<RunningServer> StartAsync(
        ServerLimits? limits = null, string? key = null, TimeProvider? time = null, TimeSpan reloadInterval = default)
        => StartAsync([("tiny", TinyTagger.Usual)], limits, key, time, reloadInterval);

    /// <summary>Starts a server with models.</summary>
    public static async Task<RunningServer> StartAsync(
        IReadOnlyList<(string Name, SlotTagger Tagger)> models, ServerLimits? limits = null, string? key = null, TimeProvider? time = null,
        TimeSpan reloadInterval = default)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("engram-server-");
        foreach ((string name, SlotTagger tagger) in models)
            tagger.Save(Path.Combine(folder.FullName, $"{name}.engram"));
        List<string> reports = [];
        TaggerServer server = await TaggerServer.StartAsync(
            new ServerOptions
            {
                Models = [.. models.Select(model => new ModelSource(model.Name, Path.Combine(folder.FullName, $"{model.Name}.engram")))],
                Port = 0,
                ApiKey = key,
                Limits = limits ?? new ServerLimits(),
                ReloadInterval = reloadInterval, // most tests have files looked at when they say so
                Report = line =>
                {
                    lock (reports)
                        reports.Add(line);
                },
                Time = time ?? TimeProvider.System,
            },
            Cancellation);
        return new RunningServer(server, folder, reports);
    }

    /// <summary>A path in the server's folder.</summary>
    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Sends a body of JSON.</summary>
    public async Task<Reply> PostAsync(string path, string body, string contentType = "application/json")
    {
        using ByteArrayContent content = new(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using HttpResponseMessage response = await Client.PostAsync(path, content, Cancellation);
        return await Reply.ReadAsync(response);
    }

    /// <summary>Asks for a path.</summary>
    public async Task<Reply> GetAsync(string path, params IReadOnlyList<(string Name, string Value)> headers)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        foreach ((string name, string value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await SendAsync(request);
    }

    /// <summary>Sends any request.</summary>
    public async Task<Reply> SendAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage response = await Client.SendAsync(request, Cancellation);
        return await Reply.ReadAsync(response);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
