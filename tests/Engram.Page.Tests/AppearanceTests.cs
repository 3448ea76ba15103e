using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Engram.Page.Tests;

// Every view, light and dark: no violation that axe-core knows, nothing wider than the window; pictures of each stay with the tests' output.
public sealed class AppearanceTests(Browser browser, Server server)
{
    private const string Rules = "{ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }";

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private static readonly string[] Views =
    [
        "sentence?text=leave+Taipei+on+Monday&from=arrive+Taipei+on+Monday", "memory?text=leave+Taipei+on+Monday&unit=3&step=1",
        "compare?text=please+arrive+Taipei&against=please+leave+Taipei", "why?text=leave+Taipei+on+Monday", "lecture?networkStep=1", "model",
    ];

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Views_AreAccessibleAndFitEveryWindow(ColorScheme theme)
    {
        await using Visit visit = await Visit.OpenAsync(browser, server, Views[0], theme: theme);
        await visit.Page.EvaluateAsync(Axe);
        foreach (string view in Views)
        {
            await visit.GoAsync(view);
            foreach (int width in (int[])[360, 2560, 1280])
            {
                await visit.Page.SetViewportSizeAsync(width, 900);
                await Expect(visit.Page.Locator("h1")).ToBeInViewportAsync();
                await visit.Page.ScreenshotAsync(new() { Path = PicturePath(view, width, theme), FullPage = true });

                Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), $"{view} is wider than {width} px");
            }

            foreach (ILocator table in await visit.Page.Locator("summary").AllAsync())
                await table.ClickAsync();
            JsonElement found = (await visit.Page.EvaluateAsync<JsonElement?>($"async () => (await axe.run(document, {Rules})).violations"))!.Value;

            Assert.True(found.GetArrayLength() == 0, $"{view}:\n{string.Join('\n', found.EnumerateArray().Select(Describe))}");
        }
    }

    [Fact]
    public async Task LongSentence_FitsTheSmallestWindow()
    {
        await using Visit visit = await Visit.OpenAsync(browser, server, $"memory?text={Uri.EscapeDataString(Server.LongSentence)}&word=45", width: 360);

        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await visit.Page.WaitForFunctionAsync("""
            () => {
              const [column, place] = ['.map .cursor.column', '.map .sideways'].map((name) => document.querySelector(name).getBoundingClientRect());
              return column.left >= place.left && column.right <= place.right + 1;
            }
            """);
        await visit.Page.ScreenshotAsync(new() { Path = PicturePath("memory-long", 360, ColorScheme.Light), FullPage = true });
    }

    [Fact]
    public async Task Appearance_IsChosenAndKept()
    {
        await using Visit visit = await Visit.OpenNewAsync(browser, server.Origin, "lecture");
        string light = await BackgroundAsync(visit);

        await visit.Page.SelectOptionAsync("#theme", "dark");
        await visit.SettleAsync();

        Assert.NotEqual(light, await BackgroundAsync(visit));
        await visit.Page.ReloadAsync();
        await visit.SettleAsync();
        Assert.NotEqual(light, await BackgroundAsync(visit));
        await Expect(visit.Page.Locator("#theme")).ToHaveValueAsync("dark");
    }

    [Fact]
    public async Task Views_SpeakChinese()
    {
        (string View, string Heading)[] views =
        [
            ("sentence", "每个词是哪个槽？"), ("memory", "每个单元在每个词上记着什么？"), ("compare", "两个句子在记忆里留下了什么？"),
            ("why", "哪些词决定了这个槽？"), ("lecture", "课堂上的例子，现场计算"), ("model", "模型"),
        ];
        await using Visit visit = await Visit.OpenNewAsync(browser, server.Origin, "lecture");
        await visit.Page.SelectOptionAsync("#language", "zh");
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", "zh-Hans");
        foreach ((string view, string heading) in views)
        {
            await visit.GoAsync(view);

            await Expect(visit.Page.Locator("h1")).ToHaveTextAsync(heading);
            await visit.Page.ScreenshotAsync(new() { Path = PicturePath($"{view}-zh", 1280, ColorScheme.Light), FullPage = true });
        }
    }

    private static Task<string> BackgroundAsync(Visit visit) => visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).backgroundColor");

    private static string PicturePath(string view, int width, ColorScheme theme)
        => Path.Combine(AppContext.BaseDirectory, "pictures", $"{view.Split('?')[0]}-{width}-{theme.ToString().ToLowerInvariant()}.png");

    private static string Describe(JsonElement violation)
        => $"{violation.GetProperty("id")}: {violation.GetProperty("help")}: "
            + string.Join("; ", violation.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("html").GetString()));
}
