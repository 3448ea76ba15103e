using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Engram.Server.Http;

/// <summary>Whether a request says that its body is JSON in UTF-8.</summary>
/// <remarks>A page of another origin cannot send that without asking first, and is refused then.</remarks>
internal static class JsonMediaType
{
    private const string Json = "application/json";

    /// <summary>Refuses any other body.</summary>
    /// <exception cref="ProblemException">415.</exception>
    public static void Require(HttpRequest request)
    {
        string? given = request.ContentType;
        if (request.Headers.ContentEncoding.Count > 0)
            throw Wrong(request, $"the body is encoded as '{request.Headers.ContentEncoding}'");
        if (string.Equals(given, Json, StringComparison.OrdinalIgnoreCase))
            return;
        if (string.IsNullOrEmpty(given))
            throw Wrong(request, "the request has no Content-Type");
        if (!MediaTypeHeaderValue.TryParse(given, out MediaTypeHeaderValue? type) || !IsJson(type))
            throw Wrong(request, $"the body is '{given}'");
        if (type.Charset.HasValue && !HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            throw Wrong(request, $"the body's character set is '{type.Charset}'");
    }

    private static bool IsJson(MediaTypeHeaderValue type)
        => type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase);

    private static ProblemException Wrong(HttpRequest request, string what) => new(
        StatusCodes.Status415UnsupportedMediaType,
        $"{request.Path}: {what}.",
        "JSON in UTF-8, not compressed.",
        "Send the header 'Content-Type: application/json'.");
}
