using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Engram.Page;

/// <summary>The files of the web inspector, as they are embedded in this assembly. Thread-safe.</summary>
public static class PageAssets
{
    private const string IndexPath = "index.html";

    private static readonly FrozenDictionary<string, PageAsset> ByPath = ReadAll().ToFrozenDictionary(asset => asset.Path, StringComparer.Ordinal);

    /// <summary>Every file, ordered by path.</summary>
    public static IReadOnlyList<PageAsset> All { get; } = [.. ByPath.Values.OrderBy(asset => asset.Path, StringComparer.Ordinal)];

    /// <summary>The page itself, for <c>/</c>.</summary>
    public static PageAsset Index => ByPath[IndexPath];

    /// <summary>
    /// The value of the <c>Content-Security-Policy</c> header that belongs to the page: nothing from elsewhere, no inline script but the import map
    /// (by its hash), no frame around it.
    /// </summary>
    public static string ContentSecurityPolicy { get; } = WritePolicy();

    /// <summary>The file of a path as in <see cref="PageAsset.Path"/>; the empty path is the page itself.</summary>
    /// <param name="path">Compared ordinally, so that <c>..</c> and other spellings find nothing.</param>
    /// <returns>The file, or null when the page has none of that path.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    public static PageAsset? Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return ByPath.GetValueOrDefault(path.Length == 0 ? IndexPath : path);
    }

    internal static string Text(string path) => Encoding.UTF8.GetString(ByPath[path].Content.Span);

    private static IEnumerable<PageAsset> ReadAll()
    {
        Assembly assembly = typeof(PageAssets).Assembly;
        foreach (string name in assembly.GetManifestResourceNames())
        {
            using Stream stream = assembly.GetManifestResourceStream(name)!;
            byte[] content = new byte[stream.Length];
            stream.ReadExactly(content);
            string tag = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16));
            // A build on Windows writes the folders of a resource's name with a backslash.
            yield return new PageAsset(name.Replace('\\', '/'), ContentTypeOf(name), $"\"{tag}\"", content);
        }
    }

    private static string ContentTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    };

    private static string WritePolicy()
    {
        string importMap = new IndexFile(Text(IndexPath)).ImportMap;
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(importMap)));
        return $"default-src 'none'; script-src 'self' 'sha256-{hash}'; style-src 'self'; img-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }
}
