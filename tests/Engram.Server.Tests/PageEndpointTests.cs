using System.Net;
using Engram.Page;

namespace Engram.Server.Tests;

public sealed class PageEndpointTests
{
    [Fact]
    public async Task Page_AndItsFiles_AreServedWithAPolicyThatLetsNothingElseIn()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Assert.Equal((await server.GetAsync("/")).Text, (await server.GetAsync("/index.html")).Text);
        foreach (PageAsset asset in PageAssets.All)
        {
            Reply reply = await server.GetAsync($"/{asset.Path}");

            Assert.Equal(HttpStatusCode.OK, reply.Status);
            Assert.Equal(asset.ContentType, reply.ContentType);
            Assert.Equal(asset.Content.Length, int.Parse(reply.Headers["Content-Length"], null));
            Assert.Equal("nosniff", reply.Headers["X-Content-Type-Options"]);
            Assert.Equal("no-referrer", reply.Headers["Referrer-Policy"]);
            Assert.StartsWith("default-src 'none'; script-src 'self'", reply.Headers["Content-Security-Policy"]);
            Assert.Contains("frame-ancestors 'none'", reply.Headers["Content-Security-Policy"]);
        }
    }

    [Fact]
    public async Task File_ThatTheBrowserHas_IsNotSentAgain()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string tag = (await server.GetAsync("/")).Headers["ETag"];

        Reply again = await server.GetAsync("/", ("If-None-Match", $"\"other\", W/{tag}"));
        Reply changed = await server.GetAsync("/", ("If-None-Match", "\"other\""));

        Assert.Equal((HttpStatusCode.NotModified, ""), (again.Status, again.Text));
        Assert.Equal(HttpStatusCode.OK, changed.Status);
    }

    [Fact]
    public async Task Head_OfThePage_HasItsHeadersAlone()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Head, "/");

        Reply reply = await server.SendAsync(request);

        Assert.Equal((HttpStatusCode.OK, ""), (reply.Status, reply.Text));
        Assert.Equal("text/html; charset=utf-8", reply.ContentType);
    }
}
