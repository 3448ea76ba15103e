using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Engram.Server.Limits;

/// <summary>
/// The key that a client must show. Only its digest is kept, and digests are compared, in the same time whatever was shown: how long an answer takes
/// tells nothing of the key, its length included.
/// </summary>
internal sealed class ApiKey(string key)
{
    private const string Scheme = "Bearer ", OwnHeader = "X-API-Key";

    private readonly byte[] _digest = SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>Whether the headers hold the key.</summary>
    public bool IsShownBy(IHeaderDictionary headers)
    {
        Span<byte> shown = stackalloc byte[SHA256.HashSizeInBytes];
        return TryRead(headers, out ReadOnlySpan<char> text) && SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()), shown) > 0
            && CryptographicOperations.FixedTimeEquals(shown, _digest);
    }

    /// <summary>Whether the headers hold any key.</summary>
    public static bool IsAnyShownBy(IHeaderDictionary headers) => TryRead(headers, out _);

    private static bool TryRead(IHeaderDictionary headers, out ReadOnlySpan<char> text)
    {
        string? authorization = headers.Authorization;
        bool isBearer = authorization is not null && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);
        string? own = headers[OwnHeader];
        text = isBearer ? authorization.AsSpan(Scheme.Length).Trim() : own.AsSpan();
        return isBearer || own is not null;
    }
}
