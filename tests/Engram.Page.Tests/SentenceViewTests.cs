using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Engram.Page.Tests;

public sealed class SentenceViewTests(Browser browser, Server server)
{
    [Fact]
    public async Task Sentence_ThatIsTyped_HasItsSlotsMarkedAndFiveTagsAWord()
    {
        await using Visit visit = await Visit.OpenAsync(browser, server, "sentence");

        await visit.Page.FillAsync("#text", "leave Taipei on Monday");

        ILocator marks = visit.Page.Locator(".marked mark");
        await Expect(marks).ToHaveTextAsync([new System.Text.RegularExpressions.Regex("^Taipei origin \\d+%$|^Taipei origin >99%$"), new("^Monday time")]);
        await Expect(visit.Page.Locator(".word")).ToHaveCountAsync(4);
        await Expect(visit.Page.Locator(".word").Nth(1).Locator(".tag")).ToHaveTextAsync("B-origin");
        await Expect(visit.Page.Locator(".word").Nth(1).Locator(".bars li")).ToHaveCountAsync(5);
        await Expect(visit.Page.Locator("section:has(> h2:text-is('Intent')) .bars li").First).ToContainTextAsync("leave");
    }

    [Fact]
    public async Task Word_ThatIsChanged_ShowsWhichTagsChangedAndWhatTheyWere()
    {
        await using Visit visit = await Visit.OpenAsync(browser, server, "sentence?text=arrive+Taipei+on+Monday");

        ILocator word = visit.Page.Locator("#word-1");
        await word.FillAsync("leave");
        await word.PressAsync("Enter");

        await Expect(visit.Page.Locator(".change")).ToContainTextAsync("1 tag has changed.");
        await Expect(visit.Page.Locator(".word.changed input")).ToHaveValueAsync("Taipei");
        await Expect(visit.Page.Locator(".word.changed .was")).ToHaveTextAsync("was B-destination");
        await Expect(visit.Page.Locator("#text")).ToHaveValueAsync("leave Taipei on Monday");
        await Expect(word).ToBeFocusedAsync();
        Assert.EndsWith("#/sentence?text=leave+Taipei+on+Monday&from=arrive+Taipei+on+Monday", visit.Page.Url);

        await visit.Page.ReloadAsync();
        await Expect(visit.Page.Locator(".word.changed .was")).ToHaveTextAsync("was B-destination");
        await visit.Page.ClickAsync("#keep");
        await Expect(visit.Page.Locator(".change")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Example_ThatIsChosen_IsShownAndGoesAlongToTheOtherViews()
    {
        await using Visit visit = await Visit.OpenAsync(browser, server, "sentence");

        await visit.Page.SelectOptionAsync("#examples", new SelectOptionValue { Label = "leave Taipei on November 2nd" });
        await Expect(visit.Page.Locator(".marked")).ToContainTextAsync("leave Taipei");
        await visit.Page.ClickAsync("#to-memory");

        await Expect(visit.Page.Locator("#text")).ToHaveValueAsync("leave Taipei on November 2nd");
        await Expect(visit.Page.Locator("h1")).ToBeFocusedAsync();
        await visit.SettleAsync();
    }

    [Fact]
    public async Task Answer_IsCopiedAsJson()
    {
        await using Visit visit = await Visit.OpenAsync(browser, server, "sentence?text=leave+Taipei");

        await visit.Page.ClickAsync(".copy");

        await Expect(visit.Page.Locator("#status")).ToHaveTextAsync("Copied.");
        string copied = await visit.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
        Assert.StartsWith("""{"text":"leave Taipei","tokens":[{"text":"leave",""", copied);
    }
}
