using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Engram.Page.Tests;

public sealed partial class MemoryViewTests(Browser browser, Server server)
{
    private const string Sentence = "arrive Taipei on November 2nd";
    private const string View = "memory?text=arrive+Taipei+on+November+2nd";

    [Fact]
    public async Task Cursor_GoesWithTheArrowKeys_AndTheStatusSaysWhatTheTraceHolds()
    {
        using JsonDocument trace = await TraceAsync();
        await using Visit visit = await Visit.OpenAsync(browser, server, View);
        ILocator map = visit.Page.GetByLabel("Forget gate: heat map");

        await map.FocusAsync();
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await visit.Page.Keyboard.PressAsync("ArrowDown");

        await Expect(visit.Point).ToHaveTextAsync($"Forget gate · Taipei · unit 2: {Gate(trace, "forgetGate", word: 1, unit: 2)}");
        await visit.Page.Keyboard.PressAsync("End");
        await Expect(visit.Point).ToHaveTextAsync($"Forget gate · 2nd · unit 2: {Gate(trace, "forgetGate", word: 4, unit: 2)}");
        Assert.Contains("unit=2&word=4", visit.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_BehindAHeatMap_HoldsTheTrace()
    {
        using JsonDocument trace = await TraceAsync();
        await using Visit visit = await Visit.OpenAsync(browser, server, View);

        await visit.Page.ClickAsync("summary:text-is('Table: Input gate')");

        ILocator table = visit.Page.Locator("figure:has(h3:text-is('Input gate')) table");
        await Expect(table.Locator("thead th")).ToHaveTextAsync(["unit", "arrive", "Taipei", "on", "November", "2nd"]);
        await Expect(table.Locator("tbody tr")).ToHaveCountAsync(16);
        await Expect(table.Locator("tbody tr").Nth(3).Locator("td").Nth(2)).ToHaveTextAsync(Gate(trace, "inputGate", word: 2, unit: 3));
    }

    [Theory]
    [InlineData("forward", "arrive", "Taipei")]
    [InlineData("reverse", "2nd", "November")]
    public async Task Player_FollowsTheRecurrence(string direction, string first, string second)
    {
        await using Visit visit = await Visit.OpenAsync(browser, server, $"{View}&direction={direction}");

        await visit.Page.ClickAsync("#step-on");
        await Expect(visit.Page.Locator(".player .step")).ToHaveTextAsync($"Step 1 of 5: {first}");
        await visit.Page.ClickAsync("#step-on");
        await Expect(visit.Page.Locator(".player .step")).ToHaveTextAsync($"Step 2 of 5: {second}");
        await Expect(visit.Page.Locator("#arithmetic h3")).ToHaveTextAsync($"This step, at {second}");
        await Expect(visit.Page.Locator(".veil").First).ToHaveAttributeAsync("style", direction == "forward" ? "left: 40%; width: 60%;" : "left: 0%; width: 60%;");

        await visit.Page.ClickAsync("#step-back");
        await Expect(visit.Page.Locator(".player .step")).ToHaveTextAsync($"Step 1 of 5: {first}");
        await visit.Page.ClickAsync("#step-all");
        await Expect(visit.Page.Locator(".veil").First).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData("forward", 2)]
    [InlineData("reverse", 1)]
    public async Task Arithmetic_OfAnLstm_IsThatOfTheTrace(string direction, int word)
    {
        using JsonDocument trace = await TraceAsync();
        await using Visit visit = await Visit.OpenAsync(browser, server, $"{View}&layer=1&direction={direction}&unit=5&word={word}");
        double Part(string kind, string name, int at) => Value(trace, layer: 1, direction, kind, name, at, unit: 5);

        // c' = f ⊙ c + i ⊙ c~ and h' = o ⊙ tanh(c'), docs/math/lstm.md
        double old = Part("states", "cellState", direction == "forward" ? word - 1 : word + 1);
        double cell = (Part("gates", "candidate", word) * Part("gates", "inputGate", word)) + (old * Part("gates", "forgetGate", word));
        double hidden = Part("gates", "outputGate", word) * Math.Tanh(cell);

        ILocator equations = visit.Page.Locator("#arithmetic .equation");
        await Expect(equations.First).ToContainTextAsync("c' = g(z)·f(zi) + c·f(zf) = ");
        await Expect(equations.Nth(0).Locator("strong")).ToHaveTextAsync($" = {Fixed(cell)}", new() { UseInnerText = false });
        await Expect(equations.Nth(1).Locator("strong")).ToHaveTextAsync($" = {Fixed(hidden)}", new() { UseInnerText = false });
    }

    [Fact]
    public async Task Units_AreSortedByActivity()
    {
        using JsonDocument trace = await TraceAsync();
        await using Visit visit = await Visit.OpenAsync(browser, server, View);

        await visit.Page.SelectOptionAsync("#sort", "activity");
        await visit.Page.ClickAsync("summary:text-is('Table: Cell state')");

        int busiest = Enumerable.Range(0, 16).MaxBy(unit => Enumerable.Range(0, 5).Sum(word => Math.Abs(Value(trace, 0, "forward", "states", "cellState", word, unit))));
        await Expect(visit.Page.Locator("figure:has(h3:text-is('Cell state')) tbody th").First).ToHaveTextAsync($"unit {busiest}");
    }

    [Fact]
    public async Task Canvas_HasTheColourOfEachValue()
    {
        using JsonDocument trace = await TraceAsync();
        await using Visit visit = await Visit.OpenAsync(browser, server, View);

        int[] pixel = await visit.Page.EvaluateAsync<int[]>(
            "() => [...document.querySelectorAll('canvas')[1].getContext('2d').getImageData(3, 7, 1, 1).data].slice(0, 3)");
        string value = Value(trace, 0, "forward", "gates", "forgetGate", word: 3, unit: 7).ToString("R", CultureInfo.InvariantCulture);
        string expected = await visit.Page.EvaluateAsync<string>($"async () => (await import('engram/colour.js')).shareScale('light').css({value})");

        Assert.Equal(expected, $"rgb({string.Join(' ', pixel)})");
    }

    [Fact]
    public async Task Pictures_AreSavedAsSvgAndPng()
    {
        await using Visit visit = await Visit.OpenAsync(browser, server, View);
        foreach ((string kind, byte[] start) in (IEnumerable<(string, byte[])>)[("SVG", "<svg"u8.ToArray()), ("PNG", [0x89, (byte)'P', (byte)'N', (byte)'G'])])
        {
            IDownload download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync($"button[aria-label='Save {kind}: Cell state']"));

            Assert.Equal($"cell-state.{kind.ToLowerInvariant()}", download.SuggestedFilename);
            byte[] content = await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
            Assert.Equal(start, content[..4]);
        }
    }

    [Fact]
    public async Task Gru_HasItsOwnArithmetic()
    {
        await using Visit visit = await Visit.OpenAsync(browser, server, $"{View}&model=gru");

        await Expect(visit.Page.Locator("#arithmetic .equation").First).ToContainTextAsync("h' = z·h + (1 − z)·h~ = ");
        await Expect(visit.Page.Locator(".maps h3").First).ToHaveTextAsync("Update gate");
    }

    // What a Jordan network remembers is what it has put out: a row is a tag there, and the unit that is chosen stays.
    [Fact]
    public async Task Rows_OfAJordanNetworksOutput_AreTags()
    {
        await using Visit visit = await Visit.OpenAsync(browser, server, $"{View}&model=jordan&unit=3");

        await visit.Page.GetByLabel("Context: heat map").FocusAsync();
        await visit.Page.Keyboard.PressAsync("ArrowDown");

        await Expect(visit.Point).ToHaveTextAsync(JordanPoint());
        await Expect(visit.Page.Locator("#unit-panel h2")).ToHaveTextAsync("Unit 3");
        await Expect(visit.Page.Locator("#arithmetic .equation")).ToHaveTextAsync([JordanStep()]);
    }

    [GeneratedRegex(@"^Context · arrive · [BI]-\w+: [+−]?\d\.\d{3}$")]
    private static partial Regex JordanPoint();

    [GeneratedRegex(@"^h' = f\(W·x \+ U·s \+ b\) = −?\d\.\d{3}$")]
    private static partial Regex JordanStep();

    private static string Gate(JsonDocument trace, string name, int word, int unit) => Fixed(Value(trace, 0, "forward", "gates", name, word, unit));

    private static double Value(JsonDocument trace, int layer, string direction, string kind, string name, int word, int unit)
        => trace.RootElement.GetProperty("layers")[layer].GetProperty("directions").EnumerateArray()
            .First(one => one.GetProperty("direction").GetString() == direction).GetProperty(kind).EnumerateArray()
            .First(part => part.GetProperty("name").GetString() == name).GetProperty("values")[word][unit].GetDouble();

    private static string Fixed(double value) => value.ToString("F3", CultureInfo.InvariantCulture).Replace('-', '\u2212');

    private async Task<JsonDocument> TraceAsync()
    {
        using HttpClient client = new();
        using HttpResponseMessage response = await client.PostAsJsonAsync($"{server.Origin}/v1/trace", new { text = Sentence }, TestContext.Current.CancellationToken);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
