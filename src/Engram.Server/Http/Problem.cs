using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Engram.Server.Http;

/// <summary>What was wrong with a request, as a problem document (RFC 9457).</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">Where, and what came.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Fix">What to do.</param>
/// <param name="RetryAfterSeconds">When to come again; 0: whenever.</param>
internal sealed record Problem(int Status, string Detail, string Expected, string Fix, int RetryAfterSeconds = 0)
{
    public const string ContentType = "application/problem+json";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Answers with the document, where nothing has been sent yet.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        HttpResponse response = context.Response;
        if (response.HasStarted)
            return;
        byte[] json = ToJson(context.Request.Path);
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.ContentLength = json.Length;
        response.Headers.CacheControl = "no-store";
        if (RetryAfterSeconds > 0)
            response.Headers.RetryAfter = RetryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await response.Body.WriteAsync(json);
    }

    /// <summary>The document as JSON text.</summary>
    /// <param name="instance">The path that was asked for.</param>
    public byte[] ToJson(string? instance)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("type", "about:blank");
            json.WriteString("title", ReasonPhrases.GetReasonPhrase(Status));
            json.WriteNumber("status", Status);
            json.WriteString("detail", WellFormed(Detail));
            json.WriteString("expected", Expected);
            json.WriteString("fix", WellFormed(Fix));
            if (instance is not null)
                json.WriteString("instance", WellFormed(instance));
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    // What came may be half a surrogate pair, which no JSON text can hold.
    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
