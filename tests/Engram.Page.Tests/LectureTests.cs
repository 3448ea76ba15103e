using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Engram.Page.Tests;

// Expected numbers: the lecture's own, with the exact ones of the LSTM cell computed outside of this project to six decimals.
public sealed class LectureTests(Browser browser, Server server, BlankPage blank) : IClassFixture<BlankPage>
{
    [Theory]
    [InlineData("lecture", "[[2,2],[6,6],[16,16]]", "[[4,4],[12,12],[32,32]]")]
    [InlineData("order", "[[4,4],[10,10],[22,22]]", "[[8,8],[20,20],[44,44]]")]
    [InlineData("jordan", "[[2,2],[10,10],[44,44]]", "[[4,4],[20,20],[88,88]]")]
    [InlineData("forgetful", "[[2,2],[2,2],[4,4]]", "[[4,4],[4,4],[8,8]]")]
    public async Task Network_OfTwoUnits_GivesTheLecturesNumbers(string name, string hidden, string output)
    {
        JsonElement steps = await blank.EvaluateAsync("lecture/network.js", $"m.runNetwork(m.networkCases.{name}())");

        Assert.Equal(hidden, Joined(steps, "hidden"));
        Assert.Equal(output, Joined(steps, "output"));
    }

    [Fact]
    public async Task Cell_GivesTheLecturesNumbers()
    {
        double[] memory = [3.000000, 7.000000, 6.999773, 6.999501, 0.000000], output = [0.000136, 0.000318, 0.000318, 6.999501, 0.000000];
        JsonElement[] steps = [.. (await blank.EvaluateAsync("lecture/lstm.js", "m.runCell(m.lectureCell())")).EnumerateArray()];

        for (int step = 0; step < 5; step++)
        {
            Assert.Equal(memory[step], steps[step].GetProperty("memory").GetDouble(), 1e-6);
            Assert.Equal(output[step], steps[step].GetProperty("output").GetDouble(), 1e-6);
        }
    }

    [Fact]
    public async Task Rule_OverNineSteps_LetsSevenAndSixOut()
    {
        JsonElement output = await blank.EvaluateAsync("lecture/lstm.js", "m.runCell(m.cellCases.rule()).map((step) => Math.round(step.output) + 0)");

        Assert.Equal("[0,0,0,0,0,7,0,0,6]", output.GetRawText().Replace("-0", "0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Steps_AreWalkedThroughWithTheirArithmetic()
    {
        await using Visit visit = await Visit.OpenAsync(browser, server, "lecture");

        await visit.Page.ClickAsync("#network-on");
        await visit.Page.ClickAsync("#network-on");
        await Expect(visit.Page.Locator("#network .equation").First).ToHaveTextAsync("h1 = 1·2 + 1·2 + 1·6 + 1·6 = 16");
        await Expect(visit.Page.Locator("#network .step")).ToHaveTextAsync("t = 3 / 3");

        for (int step = 0; step < 3; step++)
            await visit.Page.ClickAsync("#cell-on");
        await Expect(visit.Page.Locator("#cell .equation").Last).ToHaveTextAsync("y = h(c')·f(zo) = 6.999501·1.000000 = 6.999501");
        await Expect(visit.Page.Locator("#cell .steps tbody tr").Nth(2).Locator("td").Nth(4)).ToHaveTextAsync("6.999773");
    }

    [Fact]
    public async Task Numbers_ThatAreChanged_ChangeTheMemory_AndStandInTheAddress()
    {
        await using Visit visit = await Visit.OpenAsync(browser, server, "lecture");

        await visit.Page.GetByLabel("x1 at t = 1").First.FillAsync("5");
        ILocator first = visit.Page.Locator("#network .steps tbody tr").First;
        await Expect(first).ToHaveTextAsync("1(5, 1)(0, 0)(6, 6)(12, 12)");
        await visit.Page.GetByLabel("b, hidden 1").FillAsync("-1");
        await Expect(first).ToHaveTextAsync("1(5, 1)(0, 0)(5, 6)(11, 11)");
        await visit.Page.SelectOptionAsync("#feedback", "jordan");
        await Expect(visit.Page.Locator("#network .steps tbody tr").Nth(1)).ToContainTextAsync("(11, 11)");

        await visit.Page.ReloadAsync();
        await Expect(first).ToHaveTextAsync("1(5, 1)(0, 0)(5, 6)(11, 11)");
    }

    [Fact]
    public async Task Address_ThatIsCutOff_ShowsTheLecturesNumbers()
    {
        await using Visit visit = await Visit.OpenAsync(browser, server, "lecture?network=%7B%22inputs%22%3A%5B%5B1&cell=%7B%7D");

        await Expect(visit.Page.Locator("#network .steps tbody tr").Nth(2)).ToHaveTextAsync("3(2, 2)(6, 6)(16, 16)(32, 32)");
        await Expect(visit.Page.Locator("#cell .steps tbody tr")).ToHaveCountAsync(5);
    }

    [Fact]
    public async Task Steps_AreAddedAndTakenAway()
    {
        await using Visit visit = await Visit.OpenAsync(browser, server, "lecture");

        await visit.Page.ClickAsync("#network-add");
        await Expect(visit.Page.Locator("#network .steps tbody tr").Last).ToHaveTextAsync("4(2, 2)(16, 16)(36, 36)(72, 72)");
        await Expect(visit.Page.Locator("#network-add")).ToBeFocusedAsync();
        for (int step = 0; step < 5; step++)
            await visit.Page.ClickAsync("#network-remove");

        await Expect(visit.Page.Locator("#network .steps tbody tr")).ToHaveTextAsync(["1(1, 1)(0, 0)(2, 2)(4, 4)"]);
    }

    [Theory]
    [InlineData("100", "Not this one: f(100) = 1, and 7·1 = 7.")]
    [InlineData("-100", "Right. f(−100) = 0, so the memory becomes 7·0 = 0.")]
    public async Task ForgetGateQuestion_TellsWhy(string signal, string feedback)
    {
        await using Visit visit = await Visit.OpenAsync(browser, server, "lecture");

        await visit.Page.ClickAsync($"[id='answer-{signal}']");

        await Expect(visit.Page.Locator("#question .feedback")).ToContainTextAsync(feedback);
    }

    private static string Joined(JsonElement steps, string name)
        => $"[{string.Join(',', steps.EnumerateArray().Select(step => step.GetProperty(name).GetRawText()))}]";
}
