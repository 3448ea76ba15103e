using System.Text;
using System.Text.RegularExpressions;

namespace Engram.Page;

/// <summary>The parts of <c>index.html</c> that have to be written in another way when no server is there to ask for files.</summary>
internal sealed partial class IndexFile(string text)
{
    private const string OpenImportMap = "<script type=\"importmap\">";
    private const string OpenModule = "<script type=\"module\" src=\"modules/app.js\"></script>";
    private const string OpenHead = "<meta charset=\"utf-8\">";

    /// <summary>The text between the tags of the import map, to the byte: its hash stands in the security policy.</summary>
    public string ImportMap
    {
        get
        {
            int start = text.IndexOf(OpenImportMap, StringComparison.Ordinal) + OpenImportMap.Length;
            return text[start..text.IndexOf("</script>", start, StringComparison.Ordinal)];
        }
    }

    /// <summary>The page with nothing left to fetch.</summary>
    /// <param name="nonce">What tells the page's own scripts and styles from others.</param>
    /// <param name="policy">The security policy.</param>
    /// <param name="importMap">Where the modules are.</param>
    /// <param name="data">JSON that holds no <c>&lt;</c>.</param>
    public string Inline(string nonce, string policy, string importMap, string data)
    {
        StringBuilder page = new(text);
        page.Replace(OpenHead, $"{OpenHead}\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
        page.Replace($"{OpenImportMap}{ImportMap}</script>", $"<script type=\"importmap\" nonce=\"{nonce}\">{importMap}</script>");
        page.Replace(OpenModule, $"<script type=\"application/json\" id=\"engram-data\">{data}</script>\n"
            + $"<script type=\"module\" nonce=\"{nonce}\">import \"engram/app.js\";</script>");
        foreach (Match link in Stylesheet().Matches(text))
            page.Replace(link.Value, $"<style nonce=\"{nonce}\">\n{PageAssets.Text(link.Groups["path"].Value)}</style>");
        foreach (Match link in Icon().Matches(text))
            page.Replace(link.Groups["path"].Value, $"data:image/svg+xml;base64,{Base64(link.Groups["path"].Value)}");
        return page.ToString();
    }

    private static string Base64(string path) => Convert.ToBase64String(PageAssets.Find(path)!.Content.Span);

    [GeneratedRegex("<link rel=\"stylesheet\" href=\"(?<path>[^\"]+)\">")]
    private static partial Regex Stylesheet();

    [GeneratedRegex("<link rel=\"icon\" href=\"(?<path>[^\"]+)\">")]
    private static partial Regex Icon();
}
