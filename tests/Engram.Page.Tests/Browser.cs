using System.Collections.Concurrent;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Engram.Page.Tests.Browser))]

namespace Engram.Page.Tests;

/// <summary>One browser for all tests. It comes from the machine and is never downloaded: <c>eng/test</c> sees to it that there is one.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Variable = "ENGRAM_BROWSER";

    private static readonly string[] Names =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "microsoft-edge-stable", "msedge"];

    private readonly ConcurrentBag<IPage> _idle = [];
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(30_000); // a machine that does other things too must not fail a test
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Find(),
            Headless = true,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync",
            ],
        });
    }

    /// <summary>A page of its own, with nothing kept from others.</summary>
    public async Task<IPage> NewPageAsync(int width = 1280, int height = 900, ColorScheme theme = ColorScheme.Light)
    {
        IBrowserContext context = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = theme,
            Locale = "en-GB",
        });
        await context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        return await context.NewPageAsync();
    }

    /// <summary>A page that another test has used and left, or a new one: loading the page's modules again is most of a short test's time.</summary>
    public async Task<IPage> BorrowPageAsync() => _idle.TryTake(out IPage? page) ? page : await NewPageAsync();

    /// <summary>Gives a borrowed page back.</summary>
    public void Return(IPage page) => _idle.Add(page);

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
            return File.Exists(given) ? given : throw new FileNotFoundException($"{Variable} names '{given}', and there is no such file. Correct it.");
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string ending = OperatingSystem.IsWindows() ? ".exe" : "";
        IEnumerable<string> found = from name in Names
                                    from folder in folders
                                    let path = Path.Combine(folder, name + ending)
                                    where File.Exists(path)
                                    select path;
        return found.FirstOrDefault() ?? throw new FileNotFoundException(
            $"These tests drive a browser, and none of {string.Join(", ", Names)} is on the path. Install Chromium, Chrome or Edge, or name one in "
            + $"{Variable}. 'bash eng/test' installs it with apt where it can.");
    }
}
