using Microsoft.AspNetCore.Http;

namespace Engram.Server.Endpoints;

/// <summary><c>GET /openapi/v1.json</c>: every endpoint described, as OpenAPI 3.1.</summary>
/// <remarks>Written by hand; tests hold it against the routes and their answers.</remarks>
internal static class OpenApiEndpoint
{
    private const string Resource = "Engram.Server.openapi.json";

    private static readonly Lazy<byte[]> Document = new(Read);

    public static async Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = Document.Value.Length;
        await context.Response.Body.WriteAsync(Document.Value, context.RequestAborted);
    }

    private static byte[] Read()
    {
        using Stream stream = typeof(OpenApiEndpoint).Assembly.GetManifestResourceStream(Resource)!;
        byte[] document = new byte[stream.Length];
        stream.ReadExactly(document);
        return document;
    }
}
