using Engram.Server.Metrics;
using Microsoft.AspNetCore.Http;

namespace Engram.Server.Http;

/// <summary>The way of every request: let in, answered, counted; whatever goes wrong becomes a problem document.</summary>
internal sealed class RequestPipeline(RouteTable routes, Admission admission, ServerMetrics metrics, Action<string> report)
{
    private const string Elsewhere = "other";

    public async Task InvokeAsync(HttpContext context)
    {
        long started = metrics.Begin();
        Route? route = null;
        try
        {
            SetHeaders(context.Response.Headers);
            route = routes.Find(context.Request);
            await AnswerAsync(context, route);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there any more to be answered.
            context.Response.StatusCode = context.Response.HasStarted ? context.Response.StatusCode : StatusCodes.Status499ClientClosedRequest;
        }
        finally
        {
            metrics.End(route?.Path ?? Elsewhere, context.Response.StatusCode, started);
        }
    }

    private async Task AnswerAsync(HttpContext context, Route? route)
    {
        try
        {
            admission.RequireTrustedHost(context.Request);
            if (route is null)
                throw routes.NotFound(context.Request);
            using IDisposable? place = admission.Admit(context, route);
            await route.Handler(context);
        }
        catch (ProblemException wrong)
        {
            await wrong.Problem.WriteAsync(context);
        }
        catch (BadHttpRequestException wrong)
        {
            await Unreadable(context.Request, wrong).WriteAsync(context);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            report($"{context.Request.Method} {context.Request.Path}: {fault}");
            await Failed(context.Request).WriteAsync(context);
        }
    }

    // Every answer says so, problem documents too: nobody guesses what an answer is, frames it, or learns where a reader came from.
    private static void SetHeaders(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }

    private static Problem Unreadable(HttpRequest request, BadHttpRequestException wrong) => new(
        wrong.StatusCode,
        $"{request.Path}: the request could not be read to its end.",
        "A request as HTTP describes it, sent without long pauses.",
        "Send it again, with a body as long as its Content-Length says.");

    private static Problem Failed(HttpRequest request) => new(
        StatusCodes.Status500InternalServerError,
        $"{request.Path}: the server failed.",
        "An answer.",
        "Tell whoever runs the server; its standard error says what happened.");
}
