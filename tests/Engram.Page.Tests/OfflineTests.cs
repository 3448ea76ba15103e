using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Engram.Page.Tests;

// One file without a server: what 'engram inspect --html' writes, here of answers that the real server gave.
public sealed class OfflineTests(Browser browser, Server server) : IDisposable
{
    private const string Hostile = "leave </script><script>hacked=1</script> <!-- Taipei";

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"engram-{Guid.NewGuid():N}.html");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task EveryView_ReadsTheDataInTheFile()
    {
        await WriteAsync("please leave Taipei on Monday", "please arrive Taipei on Monday");
        await using Visit visit = await Visit.OpenNewAsync(browser, new Uri(_path).AbsoluteUri, "sentence");

        await Expect(visit.Page.Locator(".marked mark").First).ToContainTextAsync("Taipei origin");
        await Expect(visit.Page.Locator("#text")).ToHaveAttributeAsync("readonly", "");
        await Expect(visit.Page.Locator("#recorded")).ToContainTextAsync("engram serve");
        await visit.GoAsync("memory");
        await Expect(visit.Page.Locator(".map")).ToHaveCountAsync(8);
        await visit.GoAsync("compare");
        await Expect(visit.Page.Locator("table.sides tbody tr").Nth(2)).ToContainTextAsync("differs");
        await visit.GoAsync("why");
        await Expect(visit.Page.Locator("#word option")).ToHaveTextAsync(["Taipei → B-origin", "Monday → B-time"]);
        await Expect(visit.Page.Locator(".bars.signed")).ToHaveCountAsync(2);
        await visit.GoAsync("lecture");
        await Expect(visit.Page.Locator("#network .steps tbody tr").Nth(2)).ToContainTextAsync("(16, 16)");
        await visit.GoAsync("model");
        await Expect(visit.Page.Locator(".chart canvas")).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task Words_CannotEndTheScriptThatHoldsThem()
    {
        await WriteAsync(Hostile, against: null);
        await using Visit visit = await Visit.OpenNewAsync(browser, new Uri(_path).AbsoluteUri, "sentence");

        await Expect(visit.Page.Locator(".marked")).ToContainTextAsync("</script><script>hacked=1</script>");
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => typeof hacked === 'undefined'"));
        await visit.GoAsync("compare");
        await Expect(visit.Page.Locator(".note").Last).ToContainTextAsync("This file holds one sentence.");
    }

    [Fact]
    public async Task File_LetsNoOtherScriptIn()
    {
        await WriteAsync("leave Taipei", against: null);
        string text = await File.ReadAllTextAsync(_path, TestContext.Current.CancellationToken);
        text = text.Replace("</body>", "<script>hacked = 1</script><img src=x onerror=\"hacked = 2\"></body>", StringComparison.Ordinal);
        await File.WriteAllTextAsync(_path, text, TestContext.Current.CancellationToken);
        IPage page = await browser.NewPageAsync();

        await page.GotoAsync(new Uri(_path).AbsoluteUri);

        await Expect(page.Locator(".marked mark")).ToHaveCountAsync(1);
        Assert.True(await page.EvaluateAsync<bool>("() => typeof hacked === 'undefined'"));
        await page.Context.DisposeAsync();
    }

    [Fact]
    public void SameData_GiveTheSameBytes()
    {
        using MemoryStream first = new();
        using MemoryStream second = new();

        InspectorPage.Write(first, """{"offline":true}""");
        InspectorPage.Write(second, """{"offline":true}""");

        Assert.Equal(first.ToArray(), second.ToArray());
    }

    private async Task WriteAsync(string text, string? against)
    {
        JsonNode trace = await AskAsync("v1/trace", new { text });
        JsonObject data = new() { ["offline"] = true, ["trace"] = trace, ["model"] = (await AskAsync("v1/models", null))[0]!.DeepClone() };
        if (against is not null)
            data["compare"] = await AskAsync("v1/compare", new { text, against });
        JsonArray why = [];
        foreach (int word in trace["utterance"]!["tokens"]!.AsArray().Index().Where(token => token.Item!["tag"]!.GetValue<string>().StartsWith("B-", StringComparison.Ordinal))
            .Select(token => token.Index))
        {
            why.Add(await AskAsync("v1/why", new { text, word }));
        }

        data["why"] = why;
        await using FileStream file = File.Create(_path);
        InspectorPage.Write(file, data.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    private async Task<JsonNode> AskAsync(string path, object? body)
    {
        using HttpClient client = new();
        using HttpResponseMessage response = body is null
            ? await client.GetAsync($"{server.Origin}/{path}", TestContext.Current.CancellationToken)
            : await client.PostAsJsonAsync($"{server.Origin}/{path}", body, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }
}
