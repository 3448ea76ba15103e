using Microsoft.AspNetCore.Http;

namespace Engram.Server.Http;

/// <summary>What answers a method and a path.</summary>
/// <param name="Method">The HTTP method; one for GET answers HEAD too.</param>
/// <param name="Path">The path, which also names it in the metrics.</param>
/// <param name="Handler">Answers.</param>
internal sealed record Route(string Method, string Path, Func<HttpContext, Task> Handler)
{
    /// <summary>Whether anybody may ask, without a key and at any rate: what a browser or a load balancer asks before it can show one.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether it computes, and so counts among the requests that are worked on at one time.</summary>
    public bool IsWork { get; init; }

    /// <summary>Whether a request's method is the route's.</summary>
    public bool Answers(string method) => string.Equals(method, Method, StringComparison.OrdinalIgnoreCase)
        || (Method == HttpMethods.Get && HttpMethods.IsHead(method));
}
