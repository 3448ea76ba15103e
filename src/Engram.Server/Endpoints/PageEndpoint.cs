using Engram.Page;
using Microsoft.AspNetCore.Http;

namespace Engram.Server.Endpoints;

/// <summary>The web inspector at <c>/</c>: its files, with what a browser needs to ask for each only once.</summary>
internal sealed class PageEndpoint
{
    /// <summary>The file of a path, or <see langword="null"/>.</summary>
    public static PageAsset? Find(string path) => path.StartsWith('/') ? PageAssets.Find(path[1..]) : null;

    /// <summary>Answers with a file, or says that the browser has it.</summary>
    public static async Task AnswerAsync(HttpContext context)
    {
        PageAsset asset = Find(context.Request.Path.Value!)!;
        HttpResponse response = context.Response;
        response.Headers.ETag = asset.EntityTag;
        response.Headers.CacheControl = "no-cache"; // kept, but asked after: a new version of the server brings new files under the same names
        response.Headers.ContentSecurityPolicy = PageAssets.ContentSecurityPolicy;
        if (Has(context.Request, asset))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = asset.ContentType;
        response.ContentLength = asset.Content.Length;
        await response.Body.WriteAsync(asset.Content, context.RequestAborted);
    }

    private static bool Has(HttpRequest request, PageAsset asset)
    {
        foreach (string? header in request.Headers.IfNoneMatch)
        {
            foreach (string tag in (header ?? "").Split(',', StringSplitOptions.TrimEntries))
            {
                if (tag == "*" || tag == asset.EntityTag || tag == $"W/{asset.EntityTag}")
                    return true;
            }
        }

        return false;
    }
}
