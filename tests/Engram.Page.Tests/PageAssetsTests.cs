using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Engram.Page.Tests;

public sealed partial class PageAssetsTests
{
    [Theory]
    [InlineData("", "text/html; charset=utf-8")]
    [InlineData("index.html", "text/html; charset=utf-8")]
    [InlineData("modules/app.js", "text/javascript; charset=utf-8")]
    [InlineData("modules/language/zh.js", "text/javascript; charset=utf-8")]
    [InlineData("style/base.css", "text/css; charset=utf-8")]
    [InlineData("icon.svg", "image/svg+xml; charset=utf-8")]
    [InlineData("vendor/uplot/LICENSE", "text/plain; charset=utf-8")]
    public void Find_KnowsEveryFile(string path, string contentType) => Assert.Equal(contentType, PageAssets.Find(path)!.ContentType);

    [Theory]
    [InlineData("/")]
    [InlineData("modules")]
    [InlineData("modules/../index.html")]
    [InlineData("Index.html")]
    [InlineData("modules\\app.js")]
    public void Find_TakesNoOtherSpelling(string path) => Assert.Null(PageAssets.Find(path));

    [Fact]
    public void EntityTags_AreQuotedAndTellFilesApart()
    {
        Assert.All(PageAssets.All, asset => Assert.Matches("^\"[0-9a-f]{32}\"$", asset.EntityTag));
        Assert.Equal(PageAssets.All.Count, PageAssets.All.Select(asset => asset.EntityTag).Distinct().Count());
    }

    [Fact]
    public void Files_AskNobodyElse()
    {
        string[] own = [.. PageAssets.All.Where(asset => !asset.Path.StartsWith("vendor/", StringComparison.Ordinal)).Select(asset => asset.Path)];

        Assert.True(own.Length > 30);
        Assert.All(own, path => Assert.DoesNotMatch(Elsewhere(), Encoding.UTF8.GetString(PageAssets.Find(path)!.Content.Span)));
    }

    // Elements come from one module, which makes text nodes of strings.
    [Fact]
    public void Modules_NeverMakeMarkupOfText()
        => Assert.All(PageAssets.All.Where(asset => asset.Path.StartsWith("modules/", StringComparison.Ordinal)), asset =>
            Assert.DoesNotMatch(Markup(), Encoding.UTF8.GetString(asset.Content.Span)));

    [Fact]
    public void Policy_HasTheHashOfTheImportMap()
    {
        string index = Encoding.UTF8.GetString(PageAssets.Index.Content.Span);
        string map = ImportMap().Match(index).Groups["map"].Value;

        Assert.Contains($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(map)))}'", PageAssets.ContentSecurityPolicy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", PageAssets.ContentSecurityPolicy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("uPlot.esm.js", "5dd9b3281aa64b461b42d9945f6adb2649d346502b12281a9ae0d46599a80eba")]
    [InlineData("uPlot.min.css", "df630c6a8d6f8eeaff264b50f73ce5b114f646ffd9a0bb74f049b0a00135fa04")]
    public void UPlot_IsAsItCame(string file, string hash)
        => Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(PageAssets.Find($"vendor/uplot/{file}")!.Content.Span)));

    [GeneratedRegex("(src|href|url|import|fetch)[ (=\"'`]+https?://", RegexOptions.IgnoreCase)]
    private static partial Regex Elsewhere();

    [GeneratedRegex("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function|setHTML|DOMParser")]
    private static partial Regex Markup();

    [GeneratedRegex("<script type=\"importmap\">(?<map>.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex ImportMap();
}
