using System.Net;
using Engram.Server.Limits;

namespace Engram.Server.Tests;

public sealed class LoadLimitTests
{
    private const string Body = "{\"text\":\"fly to Taipei\"}";

    [Fact]
    public async Task Rate_OfAClient_IsHeldAndSaysWhenToComeAgain()
    {
        ManualTime time = new();
        await using RunningServer server = await RunningServer.StartAsync(new ServerLimits { RequestsPerSecond = 3 }, time: time);

        for (int second = 0; second < 2; second++)
        {
            for (int i = 0; i < 3; i++)
                Assert.Equal(HttpStatusCode.OK, (await server.PostAsync("/v1/tag", Body)).Status);
            Reply refused = await server.PostAsync("/v1/tag", Body);
            Assert.Contains("more than 3 requests a second", refused.RequireProblem(HttpStatusCode.TooManyRequests));
            Assert.Equal("1", refused.Headers["Retry-After"]);
            Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("/healthz")).Status);
            time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Rate_HoldsForThoseWhoTryKeysToo()
    {
        await using RunningServer server = await RunningServer.StartAsync(new ServerLimits { RequestsPerSecond = 2 }, key: "s3cret", time: new ManualTime());

        HttpStatusCode[] tries = [.. await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ => (await server.PostAsync("/v1/tag", Body)).Status))];

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests], tries.Order());
    }

    // 3 a second: a third of a second buys one request.
    [Fact]
    public void Bucket_FillsAtTheRateAndIsEachClientsOwn()
    {
        ManualTime time = new();
        ClientRates rates = new(3, time);
        IPAddress one = IPAddress.Parse("10.0.0.1"), other = IPAddress.Parse("10.0.0.2");
        for (int i = 0; i < 3; i++)
            Assert.Equal(0, rates.SecondsToWait(one));

        Assert.Equal(1, rates.SecondsToWait(one));
        Assert.Equal(0, rates.SecondsToWait(other));
        time.Advance(TimeSpan.FromSeconds(0.34));
        Assert.Equal(0, rates.SecondsToWait(one));
        Assert.Equal(1, rates.SecondsToWait(one));
    }

    [Theory]
    [InlineData("2001:db8::1", "2001:db8::2", true)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", false)]
    [InlineData("::ffff:10.0.0.1", "10.0.0.1", true)]
    [InlineData("10.0.0.1", "10.0.0.2", false)]
    public void Bucket_OfANetworkOfIPv6_IsOne(string first, string second, bool same)
    {
        ClientRates rates = new(1, new ManualTime());

        Assert.Equal(0, rates.SecondsToWait(IPAddress.Parse(first)));
        Assert.Equal(same ? 1 : 0, rates.SecondsToWait(IPAddress.Parse(second)));
    }

    [Fact]
    public void Buckets_OfManyClients_AreForgottenWhenFull()
    {
        ManualTime time = new();
        ClientRates rates = new(1, time);

        for (int i = 0; i < 30_000; i++)
        {
            Assert.Equal(0, rates.SecondsToWait(new IPAddress(i + 1)));
            if (i % 1000 == 0)
                time.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.InRange(rates.Clients, 1, 10_001);
    }

    // The first request has taken its place but not sent its body.
    [Fact]
    public async Task Requests_BeyondThoseWorkedOn_AreSentAwayUntilOneEnds()
    {
        await using RunningServer server = await RunningServer.StartAsync(new ServerLimits { ConcurrentRequests = 1 });
        using HalfRequest first = await HalfRequest.SendAsync(server.Server.Address, Body);

        Reply refused = await Eventually.Async(() => server.PostAsync("/v1/tag", Body), reply => reply.Status == HttpStatusCode.ServiceUnavailable);
        string answer = await first.FinishAsync();
        Reply later = await Eventually.Async(() => server.PostAsync("/v1/tag", Body), reply => reply.Status == HttpStatusCode.OK);

        Assert.Equal("/v1/tag: 1 requests are being served.", refused.RequireProblem(HttpStatusCode.ServiceUnavailable));
        Assert.Equal("1", refused.Headers["Retry-After"]);
        Assert.StartsWith("HTTP/1.1 200 OK", answer);
        Assert.Equal(HttpStatusCode.OK, later.Status);
    }
}
