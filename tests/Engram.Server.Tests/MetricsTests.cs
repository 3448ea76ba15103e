using System.Globalization;
using System.Text.RegularExpressions;
using Engram.Server.Metrics;

namespace Engram.Server.Tests;

public sealed partial class MetricsTests
{
    [Fact]
    public async Task Metrics_CountWhatWasAnswered()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.PostAsync("/v1/tag", "{\"texts\":[\"fly to Taipei\",\"leave Taipei\"]}");
        await server.PostAsync("/v1/tag", "{");
        await server.GetAsync("/no/such/path");

        // A request is counted when its answer is gone, which its client may know before.
        Reply reply = await Eventually.Async(() => server.GetAsync("/metrics"), reply => reply.Text.Contains("route=\"other\""));

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", reply.ContentType);
        Assert.Contains("engram_http_requests_total{route=\"/v1/tag\",status=\"200\"} 1\n", reply.Text);
        Assert.Contains("engram_http_requests_total{route=\"/v1/tag\",status=\"400\"} 1\n", reply.Text);
        Assert.Contains("engram_http_requests_total{route=\"other\",status=\"404\"} 1\n", reply.Text);
        Assert.Contains("engram_http_request_duration_seconds_bucket{route=\"/v1/tag\",le=\"+Inf\"} 2\n", reply.Text);
        Assert.Contains("engram_http_request_duration_seconds_count{route=\"/v1/tag\"} 2\n", reply.Text);
        Assert.Contains("engram_sentences_total{model=\"tiny\"} 2\n", reply.Text);
        Assert.Contains("engram_words_total{model=\"tiny\"} 5\n", reply.Text);
        Assert.Contains("engram_http_requests_in_flight 1\n", reply.Text);
    }

    // The grammar of the text format: a comment, or a name, labels and a number.
    [Fact]
    public async Task Metrics_AreWhatPrometheusReads()
    {
        await using RunningServer server = await RunningServer.StartAsync([("a \"b\" \\", TinyTagger.Usual)]);
        await server.PostAsync("/v1/tag", "{\"text\":\"x\"}");

        string[] lines = (await server.GetAsync("/metrics")).Text.Split('\n')[..^1];

        Assert.All(lines, line => Assert.Matches(Line(), line));
        Assert.Contains(lines, line => line.StartsWith("engram_sentences_total{model=\"a \\\"b\\\" \\\\\"} ", StringComparison.Ordinal));
        string[] names = [.. lines.Where(line => line.StartsWith("# TYPE", StringComparison.Ordinal)).Select(line => line.Split(' ')[2])];
        Assert.Equal(names.Distinct(), names);
        Assert.True(double.Parse(lines.Single(line => line.StartsWith("process_resident_memory_bytes ", StringComparison.Ordinal)).Split(' ')[1], CultureInfo.InvariantCulture) > 1e6);
    }

    [Theory]
    [InlineData(0.1, 0, 1)]
    [InlineData(0.11, 0, 0)]
    [InlineData(0.11, 1, 1)]
    [InlineData(20_000, 15, 0)]
    [InlineData(20_000, 16, 1)]
    public void Histogram_CountsWhatIsAtMostItsBound(double milliseconds, int bound, int expected)
    {
        DurationHistogram histogram = new();

        histogram.Add(TimeSpan.FromMilliseconds(milliseconds));

        Assert.Equal(expected, histogram.AtMost(bound));
        Assert.Equal(milliseconds / 1000, histogram.Sum, 1e-6);
    }

    [GeneratedRegex("^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\\{[a-z]+=\"([^\"\\\\\n]|\\\\[\\\\\"n])*\"(,[a-z]+=\"([^\"\\\\\n]|\\\\[\\\\\"n])*\")*\\})? ([0-9.E+-]+|\\+Inf))$")]
    private static partial Regex Line();
}
