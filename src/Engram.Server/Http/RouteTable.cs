using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace Engram.Server.Http;

/// <summary>All routes: the endpoints by their whole path, and the files of the page.</summary>
internal sealed class RouteTable
{
    private readonly FrozenDictionary<string, Route> _byPath;
    private readonly Func<string, Route?> _otherwise;

    /// <summary>Lists the routes.</summary>
    /// <param name="routes">One a path.</param>
    /// <param name="otherwise">Finds a route for other paths.</param>
    public RouteTable(IReadOnlyList<Route> routes, Func<string, Route?> otherwise)
    {
        Routes = routes;
        _byPath = routes.ToFrozenDictionary(route => route.Path, StringComparer.Ordinal);
        _otherwise = otherwise;
    }

    /// <summary>The endpoints.</summary>
    public IReadOnlyList<Route> Routes { get; }

    /// <summary>The route of a path, or <see langword="null"/>.</summary>
    public Route? Find(HttpRequest request)
    {
        string path = request.Path.Value ?? "/";
        return _byPath.TryGetValue(path, out Route? route) ? route : _otherwise(path);
    }

    /// <summary>What is said where there is no route.</summary>
    public ProblemException NotFound(HttpRequest request) => new(
        StatusCodes.Status404NotFound,
        $"{request.Path}: there is nothing here.",
        $"One of: {string.Join(", ", Routes.Select(route => $"{route.Method} {route.Path}"))}.",
        "Mend the path; /openapi/v1.json describes every endpoint.");

    /// <summary>What is said where the method is another.</summary>
    public static ProblemException WrongMethod(HttpRequest request, Route route) => new(
        StatusCodes.Status405MethodNotAllowed,
        $"{request.Path}: the method is {(request.Method.Length <= 20 ? request.Method : "another")}.",
        $"{route.Method}.",
        $"Send the request with {route.Method}.");
}
