using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Engram.Page.Tests;

public sealed partial class CompareAndWhyTests(Browser browser, Server server)
{
    [Fact]
    public async Task TwoSentences_AreComparedWordByWord()
    {
        await using Visit visit = await Visit.OpenAsync(browser, server, "compare?text=please+arrive+Taipei&against=please+leave+Taipei");

        ILocator rows = visit.Page.Locator("table.sides tbody tr");
        await Expect(rows).ToHaveCountAsync(3);
        await Expect(rows.Nth(0)).ToContainTextAsync("same");
        await Expect(rows.Nth(2)).ToHaveTextAsync(Differs());
        await Expect(visit.Page.Locator(".difference")).ToHaveCountAsync(4);
        await Expect(visit.Page.Locator(".difference").First).ToContainTextAsync("They differ from word 2 on: arrive / leave.");
        await Expect(visit.Page.Locator(".difference .columns .number").First).ToHaveTextAsync("0.00");
    }

    [Fact]
    public async Task TwoModels_AreComparedByTheirTags()
    {
        await using Visit visit = await Visit.OpenAsync(browser, server, "compare?text=leave+Taipei");

        await Expect(visit.Page.Locator(".note")).ToContainTextAsync("Give a second sentence or a second model.");
        await visit.Page.SelectOptionAsync("#againstModel", "gru");

        await Expect(visit.Page.Locator("table.sides tbody tr")).ToHaveCountAsync(2);
        await Expect(visit.Page.Locator(".note")).ToContainTextAsync("only within one model");
    }

    [Fact]
    public async Task Slot_IsExplainedBySignedBars()
    {
        await using Visit visit = await Visit.OpenAsync(browser, server, "why?text=please+leave+Taipei+on+Monday");

        await Expect(visit.Page.Locator("#word")).ToHaveValueAsync("2");
        await Expect(visit.Page.Locator("h2.sentence")).ToContainTextAsync("“Taipei” is tagged B-origin");
        ILocator bars = visit.Page.Locator(".bars.signed");
        await Expect(bars).ToHaveCountAsync(2);
        await Expect(bars.Nth(1).Locator("li").Nth(2)).ToHaveTextAsync("Taipeithe word itself");
        foreach (string value in await bars.First.Locator(".value").AllTextContentsAsync())
            Assert.Matches(Signed(), value);

        await visit.Page.SelectOptionAsync("#word", "4");
        await Expect(visit.Page.Locator("h2.sentence")).ToContainTextAsync("“Monday” is tagged B-time");
        Assert.Contains("word=4", visit.Page.Url, StringComparison.Ordinal);
    }

    // A sign is told by the side, by the stripes and by the number.
    [Fact]
    public async Task Bar_AgainstTheTag_IsStripedAndHasAMinus()
    {
        await using Visit visit = await Visit.OpenAsync(browser, server, "why?text=please+leave+Taipei+on+Monday");
        await Expect(visit.Page.Locator(".bars.signed")).ToHaveCountAsync(2);

        foreach (ILocator bar in await visit.Page.Locator(".bars.signed li:has(.bar)").AllAsync())
        {
            bool isNegative = (await bar.Locator(".value").TextContentAsync())!.StartsWith('\u2212');
            bool isStriped = await bar.Locator(".bar").EvaluateAsync<bool>("bar => getComputedStyle(bar).backgroundImage.startsWith('repeating')");
            if (await bar.Locator(".value").TextContentAsync() != "0.000")
                Assert.Equal(isNegative, isStriped);
        }
    }

    [GeneratedRegex(@"^TaipeiB-destination(>?\d+%)TaipeiB-origin(>?\d+%)differs$")]
    private static partial Regex Differs();

    [GeneratedRegex("^([+−]\\d|0\\.000)")]
    private static partial Regex Signed();
}
