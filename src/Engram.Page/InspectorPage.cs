using System.Security.Cryptography;
using System.Text;

namespace Engram.Page;

/// <summary>
/// The web inspector as <em>one</em> HTML file that needs no server: the page's own styles and modules stand in it (an import map of <c>data:</c>
/// addresses), and so does what it shows.
/// </summary>
public static class InspectorPage
{
    private const string ModuleFolder = "modules/";

    /// <summary>Writes the page with its data.</summary>
    /// <param name="destination">Takes the file, UTF-8 without a byte order mark; stays open.</param>
    /// <param name="dataJson">
    /// One JSON object: <c>{"offline":true,"trace":…,"compare":…,"why":[…],"model":…}</c>, with the answers of the server's endpoints of these names.
    /// Words in it may be any text: nothing in it can end the script element that holds it.
    /// </param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <remarks>
    /// The same data give the same bytes. A security policy in the file allows no connection at all, and no script or style but its own.
    /// </remarks>
    public static void Write(Stream destination, string dataJson)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(dataJson);
        // '<' stands only inside the strings of JSON, where \u003c is the same letter: no "</script" or "<!--" is left.
        string data = dataJson.Replace("<", "\\u003c", StringComparison.Ordinal);
        string importMap = WriteImportMap();
        string nonce = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(importMap + data)).AsSpan(0, 16));
        string policy = $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src data:; "
            + "base-uri 'none'; form-action 'none'";
        destination.Write(Encoding.UTF8.GetBytes(new IndexFile(PageAssets.Text("index.html")).Inline(nonce, policy, importMap, data)));
    }

    // Modules import each other by the names of the import map ("engram/…"), never by relative paths, which a data: address does not have.
    private static string WriteImportMap()
    {
        IEnumerable<string> modules = from asset in PageAssets.All
                                      where asset.Path.StartsWith(ModuleFolder, StringComparison.Ordinal)
                                      select Entry($"engram/{asset.Path[ModuleFolder.Length..]}", asset);
        return $"{{\"imports\":{{{string.Join(',', modules.Append(Entry("uplot", PageAssets.Find("vendor/uplot/uPlot.esm.js")!)))}}}}}";
    }

    private static string Entry(string name, PageAsset asset)
        => $"\"{name}\":\"data:text/javascript;base64,{Convert.ToBase64String(asset.Content.Span)}\"";
}
