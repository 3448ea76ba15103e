using System.Globalization;
using Engram.Server;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Engram.Page.Tests;

// Words that would be markup, a server that refuses or is gone, a keyboard instead of a mouse.
public sealed class SafetyTests(Browser browser, Server server)
{
    private const string Hostile = "leave <img/src=x/onerror=hacked=1> <script>hacked=1</script> </script><!-- Taipei";

    [Fact]
    public async Task Words_StayText()
    {
        string text = Uri.EscapeDataString(Hostile);
        await using Visit visit = await Visit.OpenAsync(browser, server, "lecture");
        foreach (string view in (string[])["sentence", "memory", "compare", "why"])
        {
            await visit.GoAsync($"{view}?text={text}&against={text}+too");
            foreach (ILocator table in await visit.Page.Locator("summary").AllAsync())
                await table.ClickAsync();

            await Expect(visit.Page.Locator("main")).ToContainTextAsync("hacked");
            await Expect(visit.Page.Locator("main img, main script")).ToHaveCountAsync(0);
        }

        Assert.True(await visit.Page.EvaluateAsync<bool>("() => typeof hacked === 'undefined'"));
    }

    [Fact]
    public async Task Refusal_IsShownInTheServersWords()
    {
        await using Visit visit = await Visit.OpenAsync(browser, server, "sentence");
        visit.ExpectFailedRequests();

        await visit.Page.FillAsync("#text", string.Concat(Enumerable.Repeat("word ", 5000)));

        await Expect(visit.Page.Locator(".error h2")).ToHaveTextAsync("The server refused this");
        await Expect(visit.Page.Locator(".error")).ToContainTextAsync("5000");
        await visit.Page.FillAsync("#text", "leave Taipei");
        await Expect(visit.Page.Locator(".marked mark")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task TooManyRequests_SaysWhenToTryAgain()
    {
        await using Visit visit = await Visit.OpenAsync(browser, server, "sentence");
        visit.ExpectFailedRequests();
        await visit.Page.RouteAsync("**/v1/tag", route => route.FulfillAsync(new()
        {
            Status = 429,
            ContentType = "application/problem+json",
            Headers = new Dictionary<string, string> { ["Retry-After"] = "7" },
            Body = """{"title":"Too many requests","status":429,"detail":"Sixty a minute is the limit."}""",
        }));

        await visit.Page.FillAsync("#text", "leave Taipei");

        await Expect(visit.Page.Locator(".error")).ToContainTextAsync("The server has too much to do");
        await Expect(visit.Page.Locator(".error")).ToContainTextAsync("Sixty a minute is the limit.");
        await Expect(visit.Page.Locator(".error")).ToContainTextAsync("Try again in 7 s.");
    }

    [Fact]
    public async Task Server_ThatIsGone_IsSaidAndAskedAgain()
    {
        await using Visit visit = await Visit.OpenAsync(browser, server, "sentence");
        visit.ExpectFailedRequests();
        await visit.Page.RouteAsync("**/v1/tag", route => route.AbortAsync());
        await visit.Page.FillAsync("#text", "leave Taipei");
        await Expect(visit.Page.Locator(".error h2")).ToHaveTextAsync("The server does not answer");

        await visit.Page.UnrouteAsync("**/v1/tag");
        await visit.Page.ClickAsync(".error button");

        await Expect(visit.Page.Locator(".marked mark")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Key_IsAskedForAndSent()
    {
        await using TaggerServer locked = await server.StartAsync(key: "open sesame");
        await using Visit visit = await Visit.OpenNewAsync(browser, locked.Address.GetLeftPart(UriPartial.Authority), "lecture");
        visit.ExpectFailedRequests();

        await visit.Page.ClickAsync("#to-model");
        await Expect(visit.Page.Locator(".error h2")).ToHaveTextAsync("The server asks for a key");
        await visit.Page.FillAsync("#key", "open sesame");
        await visit.Page.Keyboard.PressAsync("Enter");

        await Expect(visit.Page.Locator(".facts dd").First).ToHaveTextAsync("tickets");
    }

    [Fact]
    public async Task Loading_IsSaid_WhileTheServerThinks()
    {
        await using Visit visit = await Visit.OpenAsync(browser, server, "sentence");
        TaskCompletionSource answer = new();
        await visit.Page.RouteAsync("**/v1/tag", async route => { await answer.Task; await route.ContinueAsync(); });

        await visit.Page.FillAsync("#text", "leave Taipei");
        await Expect(visit.Page.Locator(".results .loading")).ToHaveTextAsync("Loading…");
        answer.SetResult();

        await Expect(visit.Page.Locator(".marked mark")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Keyboard_ReachesEverything()
    {
        await using Visit visit = await Visit.OpenNewAsync(browser, server.Origin, "lecture");
        IKeyboard keys = visit.Page.Keyboard;

        await keys.PressAsync("Tab");
        await Expect(visit.Page.Locator(".skip")).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(visit.Page.Locator("main")).ToBeFocusedAsync();
        await visit.Page.Locator("#to-memory").FocusAsync();
        await keys.PressAsync("Enter");
        await Expect(visit.Page.Locator("h1")).ToBeFocusedAsync();
        await visit.SettleAsync();
        await keys.PressAsync("Tab");
        await Expect(visit.Page.Locator("#text")).ToBeFocusedAsync();
        await keys.PressAsync("ControlOrMeta+a");
        await keys.TypeAsync("leave Denver");
        await keys.PressAsync("Enter");
        await Expect(visit.Page.Locator("#text")).ToHaveValueAsync("leave Denver");
        await visit.SettleAsync();
        await visit.Page.Locator("#step-on").FocusAsync();
        await keys.PressAsync("Enter");
        await keys.PressAsync("Enter");
        await Expect(visit.Page.Locator(".player .step")).ToHaveTextAsync("Step 2 of 2: Denver");
        await Expect(visit.Page.Locator("#step-on")).ToBeFocusedAsync();
    }

    // Figures for whoever reads the log; a slow machine must not fail here.
    [Fact]
    public async Task Figures_OfTheFirstPaintAndOfTheLargestHeatMap_ArePrinted()
    {
        await using Visit visit = await Visit.OpenNewAsync(browser, server.Origin, "lecture");
        double paint = await visit.Page.EvaluateAsync<double>("() => performance.getEntriesByName('first-contentful-paint')[0].startTime");

        double[] draws = await visit.Page.EvaluateAsync<double[]>("""
            async () => {
              const { signedScale } = await import('engram/colour.js');
              const { heatMap } = await import('engram/memory/heat-map.js');
              const { strings } = await import('engram/settings.js');
              const values = Array.from({ length: 46 }, (_, word) => Array.from({ length: 400 }, (_, unit) => Math.sin(word * 7 + unit)));
              for (let time = 0; time < 5; time++) heatMap({ t: strings() }, { title: 'x', words: values.map(String), values, order: values[0].map((_, unit) => unit),
                scale: signedScale(1, 'light'), rowName: String, select() {}, point() {} });
              return performance.getEntriesByName('engram.heat-map').map((entry) => entry.duration);
            }
            """);

        Assert.Equal(5, draws.Length);
        string figures = string.Create(
            CultureInfo.InvariantCulture, $"first contentful paint {paint:F0} ms; a heat map of 46 words and 400 units {draws.Min():F1} to {draws.Max():F1} ms");
        TestContext.Current.TestOutputHelper!.WriteLine(figures);
        await File.WriteAllTextAsync(Path.Combine(AppContext.BaseDirectory, "figures.txt"), figures + "\n", TestContext.Current.CancellationToken);
    }
}
