using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Engram.Server.Http;

/// <summary>An answer in JSON while it is written. Nothing is sent before it is whole: a failure can still become a problem document.</summary>
internal sealed class Answer : IDisposable
{
    private const int MostKept = 1 << 20;

    private static readonly ConcurrentBag<Answer> Idle = [];

    private readonly ArrayBufferWriter<byte> _buffer = new(4096);

    // Text such as 台北 stays readable; 'nosniff' keeps browsers from taking an answer for a page.
    private Answer() => Json = new Utf8JsonWriter(
        _buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    /// <summary>Takes the JSON.</summary>
    public Utf8JsonWriter Json { get; }

    /// <summary>What was written, after a flush.</summary>
    public ReadOnlyMemory<byte> Written
    {
        get
        {
            Json.Flush();
            return _buffer.WrittenMemory;
        }
    }

    /// <summary>An empty answer, from those that are idle.</summary>
    public static Answer Begin() => Idle.TryTake(out Answer? answer) ? answer : new Answer();

    /// <summary>Sends it, with status 200.</summary>
    public async Task SendAsync(HttpContext context)
    {
        ReadOnlyMemory<byte> written = Written;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = written.Length;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.BodyWriter.WriteAsync(written, context.RequestAborted);
    }

    public void Dispose()
    {
        if (_buffer.Capacity > MostKept)
            return;
        _buffer.ResetWrittenCount();
        Json.Reset(_buffer);
        Idle.Add(this);
    }
}
