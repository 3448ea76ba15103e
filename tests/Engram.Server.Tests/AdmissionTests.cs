using System.Net;

namespace Engram.Server.Tests;

public sealed class AdmissionTests
{
    private const string Body = "{\"text\":\"fly to Taipei\"}";

    [Theory]
    [InlineData("/v1/nothing")]
    [InlineData("/V1/tag")]
    [InlineData("/v1/tag/")]
    [InlineData("/../etc/passwd")]
    public async Task Path_ThatIsNone_IsNotFound(string path)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Reply reply = await server.GetAsync(path);

        Assert.EndsWith(": there is nothing here.", reply.RequireProblem(HttpStatusCode.NotFound));
        Assert.Contains("POST /v1/tag", reply.Json.GetProperty("expected").GetString());
    }

    [Theory]
    [InlineData("GET", "/v1/tag", "POST")]
    [InlineData("OPTIONS", "/v1/tag", "POST")]
    [InlineData("POST", "/v1/models", "GET, HEAD")]
    [InlineData("DELETE", "/", "GET, HEAD")]
    public async Task Method_ThatIsWrong_SaysTheRightOne(string method, string path, string allowed)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using HttpRequestMessage request = new(new HttpMethod(method), path);

        Reply reply = await server.SendAsync(request);

        Assert.Equal($"{path}: the method is {method}.", reply.RequireProblem(HttpStatusCode.MethodNotAllowed));
        Assert.Equal(allowed, reply.Headers["Allow"]);
    }

    // A page of elsewhere whose name was made to point at this machine comes under its own name.
    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("LOCALHOST:80", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]:5050", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.Forbidden)]
    [InlineData("localhost.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("10.0.0.1", HttpStatusCode.Forbidden)]
    public async Task Host_OnLoopback_IsLoopback(string host, HttpStatusCode status)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        foreach (string path in (string[])["/", "/v1/models", "/healthz"])
        {
            Reply reply = await server.GetAsync(path, ("Host", host));
            if (status == HttpStatusCode.OK)
                Assert.Equal(status, reply.Status);
            else
                Assert.Contains($"the host '{host}'", reply.RequireProblem(status));
        }
    }

    [Theory]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost:1", HttpStatusCode.Forbidden)]
    [InlineData("http://{0}", HttpStatusCode.OK)]
    public async Task Origin_OfAPage_IsTheServersOwn(string origin, HttpStatusCode status)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Reply reply = await server.GetAsync("/v1/models", ("Origin", string.Format(null, origin, server.Server.Address.Authority)));

        Assert.Equal(status, reply.Status);
        Assert.DoesNotContain("Access-Control-Allow-Origin", reply.Headers.Keys);
        if (status != HttpStatusCode.OK)
            Assert.Contains("a page of", reply.RequireProblem(status));
    }

    [Theory]
    [InlineData("Authorization", "Bearer s3cret", HttpStatusCode.OK)]
    [InlineData("Authorization", "bearer  s3cret", HttpStatusCode.OK)]
    [InlineData("X-API-Key", "s3cret", HttpStatusCode.OK)]
    [InlineData("X-API-Key", "s3cres", HttpStatusCode.Unauthorized)]
    [InlineData("X-API-Key", "s3cretx", HttpStatusCode.Unauthorized)]
    [InlineData("X-API-Key", "", HttpStatusCode.Unauthorized)]
    [InlineData("Authorization", "Basic s3cret", HttpStatusCode.Unauthorized)]
    [InlineData("X-Other", "s3cret", HttpStatusCode.Unauthorized)]
    public async Task Key_WhereThereIsOne_MustBeShown(string header, string value, HttpStatusCode status)
    {
        await using RunningServer server = await RunningServer.StartAsync(key: "s3cret");

        Reply reply = await server.GetAsync("/v1/models", (header, value));

        Assert.Equal(status, reply.Status);
        if (status == HttpStatusCode.OK)
            return;
        reply.RequireProblem(status);
        Assert.Equal("Bearer", reply.Headers["WWW-Authenticate"]);
        Assert.DoesNotContain("s3cret", reply.Text);
    }

    [Fact]
    public async Task Key_IsAskedForEverywhereButWhereNoneCanBeShown()
    {
        await using RunningServer server = await RunningServer.StartAsync(key: "s3cret");

        foreach (string open in (string[])["/", "/modules/app.js", "/healthz", "/readyz"])
            Assert.Equal(HttpStatusCode.OK, (await server.GetAsync(open)).Status);
        Assert.Contains("no key", (await server.GetAsync("/metrics")).RequireProblem(HttpStatusCode.Unauthorized));
        Assert.Contains("no key", (await server.PostAsync("/v1/tag", Body)).RequireProblem(HttpStatusCode.Unauthorized));
        Assert.Empty(server.Reports);
    }
}
