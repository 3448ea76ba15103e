using Engram.Server.Limits;
using Microsoft.AspNetCore.Http;

namespace Engram.Server.Http;

/// <summary>Decides whether a request is let in.</summary>
internal sealed class Admission(TrustedHosts hosts, ApiKey? key, ClientRates rates, PlaceLimit places)
{
    /// <summary>Refuses requests that were sent to another name than the server's.</summary>
    /// <exception cref="ProblemException">403.</exception>
    public void RequireTrustedHost(HttpRequest request)
    {
        if (!hosts.Trusts(request.Host))
        {
            throw new ProblemException(
                StatusCodes.Status403Forbidden,
                $"{request.Path}: the request names the host '{request.Host}', but this server listens on loopback alone.",
                "The host localhost, 127.0.0.1 or [::1].",
                "Ask for the server under one of these names, or start it with --host and the address that others shall reach.");
        }
    }

    /// <summary>Lets a request in, or says why not.</summary>
    /// <returns>A place among those that are worked on, to be given back; <see langword="null"/> where none is needed.</returns>
    /// <exception cref="ProblemException">401, 403, 405, 429 or 503.</exception>
    public IDisposable? Admit(HttpContext context, Route route)
    {
        HttpRequest request = context.Request;
        if (!route.Answers(request.Method))
        {
            context.Response.Headers.Allow = route.Method == HttpMethods.Get ? "GET, HEAD" : route.Method;
            throw RouteTable.WrongMethod(request, route);
        }

        if (route.IsOpen)
            return null;
        RequireOwnOrigin(request);
        RequireRate(context); // before the key, so that keys cannot be tried at any rate
        RequireKey(context);
        return route.IsWork ? places.Enter(request.Path) : null;
    }

    // Only a browser sends an origin. A page of another one may not use this server: not by a form, and not by a WebSocket, which asks nobody first.
    private static void RequireOwnOrigin(HttpRequest request)
    {
        string? origin = request.Headers.Origin;
        if (string.IsNullOrEmpty(origin))
            return;
        int host = origin.IndexOf("://", StringComparison.Ordinal) + 3;
        if (host >= 3 && origin.AsSpan(host).Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase))
            return;
        throw new ProblemException(
            StatusCodes.Status403Forbidden,
            $"{request.Path}: a page of '{origin}' asks.",
            $"A page of this server, '{request.Scheme}://{request.Host}', or a program that is no page.",
            "Let the page's own server ask, and hand the answer on.");
    }

    private void RequireKey(HttpContext context)
    {
        if (key is null || key.IsShownBy(context.Request.Headers))
            return;
        context.Response.Headers.WWWAuthenticate = "Bearer";
        throw new ProblemException(
            StatusCodes.Status401Unauthorized,
            $"{context.Request.Path}: the request shows {(ApiKey.IsAnyShownBy(context.Request.Headers) ? "another key" : "no key")}.",
            "The server's API key.",
            "Send the header 'Authorization: Bearer KEY', or 'X-API-Key: KEY'.");
    }

    private void RequireRate(HttpContext context)
    {
        int seconds = rates.SecondsToWait(context.Connection.RemoteIpAddress);
        if (seconds == 0)
            return;
        throw new ProblemException(new Problem(
            StatusCodes.Status429TooManyRequests,
            $"{context.Request.Path}: this client has sent more than {rates.PerSecond} requests a second.",
            $"At most {rates.PerSecond} requests a second.",
            $"Come again in {seconds} s, or put several sentences into one request.",
            seconds));
    }
}
