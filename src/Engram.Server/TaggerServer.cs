using System.Net;
using Engram.Server.Http;
using Engram.Server.Limits;
using Engram.Server.Metrics;
using Engram.Server.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Engram.Server;

/// <summary>Serves taggers over HTTP, with the web inspector at <c>/</c>. What it answers stands in <c>docs/formats/http.md</c>.</summary>
public sealed class TaggerServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ModelWatch _watch;
    private readonly ServerMetrics _metrics;
    private readonly TimeSpan _stopWithin;
    private bool _isStopped;

    private TaggerServer(WebApplication application, ModelWatch watch, ServedModels models, ServerMetrics metrics, TimeSpan stopWithin)
    {
        _stopWithin = stopWithin;
        _application = application;
        _watch = watch;
        _metrics = metrics;
        Models = models;
        IServerAddressesFeature addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Address = new Uri(addresses.Addresses.First());
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The endpoints, which tests hold their description against.</summary>
    internal IReadOnlyList<Route> Routes { get; private init; } = [];

    /// <summary>The models, for tests that have one loaded again.</summary>
    internal ServedModels Models { get; }

    /// <summary>Loads the models and begins to listen.</summary>
    /// <param name="options">What is served, where, and for whom.</param>
    /// <param name="cancellationToken">Ends the starting.</param>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    /// <exception cref="Engram.Models.ModelFileException">A model is missing, damaged or no tagger.</exception>
    /// <exception cref="IOException">The port is taken, or the address is none of this machine.</exception>
    public static async Task<TaggerServer> StartAsync(ServerOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        IPAddress address = ListenAddress.Parse(options.Host);
        if (options.Port is < 0 or > IPEndPoint.MaxPort)
            throw new ArgumentException($"There is no port {options.Port}. Give one from 1 to {IPEndPoint.MaxPort}, or 0 for one that is free.");
        if (options.ApiKey is { Length: 0 })
            throw new ArgumentException("The API key is empty. Give a key, or none.");
        ServedModels models = new(options.Models, options.Report);
        ServerMetrics metrics = new(options.Time);
        WebApplication application = Build(options, address);
        RouteTable routes = ServerRoutes.Create(options, models, metrics, application.Lifetime.ApplicationStopping);
        Use(application, options, address, routes, metrics);
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch (Exception fault)
        {
            await application.DisposeAsync();
            throw ListenAddress.Explain(fault, options) ?? fault;
        }

        ModelWatch watch = new(models, options.ReloadInterval, options.Time);
        return new TaggerServer(application, watch, models, metrics, options.Limits.StopWithin) { Routes = routes.Routes };
    }

    /// <summary>Stops listening and lets the requests in flight end, as long as <see cref="ServerLimits.StopWithin"/> allows.</summary>
    /// <returns>How many requests had to be cut off.</returns>
    public async Task<int> StopAsync()
    {
        if (_isStopped)
            return 0;
        _isStopped = true;
        await _watch.DisposeAsync();
        using CancellationTokenSource cutOff = new();
        Task stopping = _application.StopAsync(cutOff.Token);
        int cut = 0;
        if (await Task.WhenAny(stopping, Task.Delay(_stopWithin)) != stopping)
        {
            cut = _metrics.InFlight;
            await cutOff.CancelAsync();
        }

        await stopping;
        return cut;
    }

    /// <summary>Stops, where it has not, and lets go of everything.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _application.DisposeAsync();
    }

    // An empty builder: no settings from files or the environment, no log, no routing, no signals of its own; what is not here cannot surprise.
    private static WebApplication Build(ServerOptions options, IPAddress address)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Timeout.InfiniteTimeSpan); // StopAsync minds the time itself
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, options, address));
        return builder.Build();
    }

    private static void Use(WebApplication application, ServerOptions options, IPAddress address, RouteTable routes, ServerMetrics metrics)
    {
        Admission admission = new(
            new TrustedHosts(IPAddress.IsLoopback(address)),
            options.ApiKey is null ? null : new ApiKey(options.ApiKey),
            new ClientRates(options.Limits.RequestsPerSecond, options.Time),
            new PlaceLimit(options.Limits.ConcurrentRequests, "requests", "--max-requests"));
        application.UseWebSockets();
        application.Run(new RequestPipeline(routes, admission, metrics, options.Report).InvokeAsync);
    }

    private static void Configure(KestrelServerOptions kestrel, ServerOptions options, IPAddress address)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = Math.Max(RequestBody.DrainedBytes, options.Limits.BodyBytes);
        kestrel.Limits.MaxConcurrentConnections = 4L * (options.Limits.ConcurrentRequests + options.Limits.ConcurrentStreams);
        kestrel.Listen(address, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
