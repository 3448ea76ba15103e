using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Engram.Page.Tests;

public sealed class ModelViewTests(Browser browser, Server server)
{
    [Fact]
    public async Task Model_ShowsItsLayersItsTrainingAndItsErrors()
    {
        await using Visit visit = await Visit.OpenAsync(browser, server, "model");

        await Expect(visit.Page.Locator(".facts dd").First).ToHaveTextAsync("tickets");
        await Expect(visit.Page.Locator("table:has(caption:text-is('Layers')) tbody tr:has-text('lstm')")).ToHaveCountAsync(4);
        await Expect(visit.Page.Locator(".chips .tag").Filter(new() { HasText = "B-destination" })).ToHaveCountAsync(1);
        await Expect(visit.Page.Locator(".chart canvas")).ToHaveCountAsync(3);
        await Expect(visit.Page.GetByText("Gradients were clipped in 1 of the epochs (3 updates)")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("table.confusion thead th")).ToHaveTextAsync(["Right ↓ said →", "destination", "origin", "time", "none", "wrong ends"]);
        await Expect(visit.Page.Locator("table.confusion tbody tr")).ToHaveTextAsync(["destination53··1", "time··21·"]);
        await Expect(visit.Page.Locator("table.wrong tbody tr")).ToHaveTextAsync(
            ["arrive <i>Boston</i><i>Boston</i>: B-destinationIntent: book<i>Boston</i>: B-originIntent: leave"]);
    }

    [Fact]
    public async Task Curves_HaveATableBehindThem()
    {
        await using Visit visit = await Visit.OpenAsync(browser, server, "model");

        await visit.Page.ClickAsync("summary:text-is('Table: Training')");

        ILocator rows = visit.Page.Locator("details:has(summary:text-is('Table: Training')) tbody tr");
        await Expect(rows).ToHaveCountAsync(3);
        await Expect(rows.First).ToHaveTextAsync("10.250.1250.50.62.50.74.53");
    }

    [Fact]
    public async Task Model_WithoutARecordOfItsTraining_SaysSo()
    {
        await using Visit visit = await Visit.OpenAsync(browser, server, "model");

        await visit.Page.SelectOptionAsync("#model", "gru");

        await Expect(visit.Page.Locator(".facts dd").First).ToHaveTextAsync("gru");
        await Expect(visit.Page.Locator(".note")).ToContainTextAsync("not kept with this model");
    }
}
