using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace Engram.Server.Http;

/// <summary>The whole body of a request, in memory that goes back to the pool.</summary>
internal sealed class RequestBody : IDisposable
{
    /// <summary>How much of a body that is too long is read and forgotten, so that its sender, who is still writing, sees the answer.</summary>
    public const int DrainedBytes = 64 << 20;

    private const int FirstSize = 4096;

    private byte[] _bytes;
    private int _length;

    private RequestBody(int size) => _bytes = ArrayPool<byte>.Shared.Rent(size);

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Reads a body of JSON.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limit">The most bytes.</param>
    /// <param name="cancellationToken">Cancelled when the client has gone.</param>
    /// <exception cref="ProblemException">415: no JSON in UTF-8; 413: more than the limit.</exception>
    public static async Task<RequestBody> ReadJsonAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        JsonMediaType.Require(request);
        if (request.ContentLength > limit && request.Headers.Expect.Count > 0)
            throw TooLong(request, limit); // the sender waits to be told whether to send
        RequestBody body = new((int)Math.Min(request.ContentLength ?? FirstSize, limit) + 1);
        try
        {
            if (!await body.FillAsync(request.BodyReader, limit, cancellationToken))
                throw TooLong(request, limit);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _length = 0;
    }

    private async Task<bool> FillAsync(PipeReader reader, int limit, CancellationToken cancellationToken)
    {
        for (long read = 0; ;)
        {
            ReadResult result = await reader.ReadAsync(cancellationToken);
            read += result.Buffer.Length;
            if (read <= limit)
                Append(result.Buffer);
            reader.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted || read > DrainedBytes)
                return read <= limit;
        }
    }

    private void Append(ReadOnlySequence<byte> more)
    {
        int length = _length + (int)more.Length;
        if (length > _bytes.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(length, 2 * _bytes.Length));
            Bytes.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        more.CopyTo(_bytes.AsSpan(_length));
        _length = length;
    }

    private static ProblemException TooLong(HttpRequest request, int limit) => new(
        StatusCodes.Status413PayloadTooLarge,
        $"{request.Path}: the body has {(request.ContentLength is { } length ? $"{length} bytes" : "more bytes than are read")}.",
        $"At most {limit} bytes.",
        "Send fewer sentences in each request, or start the server with a larger --max-body.");
}
