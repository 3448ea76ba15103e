using Engram.Server.Endpoints;
using Engram.Server.Http;
using Engram.Server.Metrics;
using Engram.Server.Serving;
using Engram.Server.Streaming;
using Microsoft.AspNetCore.Http;

namespace Engram.Server;

/// <summary>What the server answers to.</summary>
internal static class ServerRoutes
{
    public static RouteTable Create(ServerOptions options, ServedModels models, ServerMetrics metrics, CancellationToken stopping)
    {
        SentenceReader sentences = new(models, options.Limits, metrics);
        HealthEndpoints health = new(models, stopping);
        Route page = Get("/", PageEndpoint.AnswerAsync) with { IsOpen = true };
        Route[] routes =
        [
            Work("/v1/tag", new TagEndpoint(sentences).AnswerAsync),
            Work("/v1/trace", new TraceEndpoint(sentences).AnswerAsync),
            Work("/v1/compare", new CompareEndpoint(sentences).AnswerAsync),
            Work("/v1/why", new WhyEndpoint(sentences).AnswerAsync),
            Work("/model/parse", new ParseEndpoint(sentences).AnswerAsync),
            Get("/v1/stream", new StreamEndpoint(sentences, metrics, options.Time, stopping).AnswerAsync),
            Get("/v1/models", new ModelsEndpoint(models).AnswerAsync),
            Get("/healthz", HealthEndpoints.AnswerHealthAsync) with { IsOpen = true },
            Get("/readyz", health.AnswerReadyAsync) with { IsOpen = true },
            Get("/metrics", new MetricsEndpoint(metrics, models).AnswerAsync),
            Get("/openapi/v1.json", OpenApiEndpoint.AnswerAsync),
            page,
        ];
        return new RouteTable(routes, path => PageEndpoint.Find(path) is null ? null : page);
    }

    private static Route Get(string path, Func<HttpContext, Task> handler) => new(HttpMethods.Get, path, handler);

    private static Route Work(string path, Func<HttpContext, Task> handler) => new(HttpMethods.Post, path, handler) { IsWork = true };
}
