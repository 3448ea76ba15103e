using Microsoft.Playwright;

namespace Engram.Page.Tests;

/// <summary>A visit to the page. At its end nothing may have failed in the browser, and nothing may have been asked of anybody else.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly Browser _browser;
    private readonly string _address;
    private readonly bool _isBorrowed;
    private readonly List<string> _faults = [];
    private bool _mayFail;

    private Visit(Browser browser, IPage page, string address, bool isBorrowed)
    {
        (_browser, Page, _address, _isBorrowed) = (browser, page, address, isBorrowed);
        page.PageError += HearError;
        page.Console += HearMessage;
        page.Request += HearRequest;
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>The line that says where the cursor is.</summary>
    public ILocator Point => Page.Locator("#point");

    /// <summary>Opens a view on a page that others have used before; whoever changes what the browser keeps takes <see cref="OpenNewAsync"/>.</summary>
    /// <param name="browser">The browser.</param>
    /// <param name="server">The server.</param>
    /// <param name="view">The view with its state, such as <c>memory?unit=3</c>.</param>
    /// <param name="width">Of the window, in CSS pixels.</param>
    /// <param name="theme">What the system prefers.</param>
    public static async Task<Visit> OpenAsync(Browser browser, Server server, string view, int width = 1280, ColorScheme theme = ColorScheme.Light)
    {
        IPage page = await browser.BorrowPageAsync();
        await page.SetViewportSizeAsync(width, 900);
        await page.EmulateMediaAsync(new() { ColorScheme = theme });
        Visit visit = new(browser, page, server.Origin, isBorrowed: true);
        if (page.Url.StartsWith(server.Origin, StringComparison.Ordinal))
            await visit.ShowAsync(view);
        else
            await visit.GoAsync(view);
        return visit;
    }

    /// <summary>Opens a view on a page of its own.</summary>
    /// <param name="browser">The browser.</param>
    /// <param name="address">The server, or an offline file.</param>
    /// <param name="view">The view with its state.</param>
    public static async Task<Visit> OpenNewAsync(Browser browser, string address, string view)
    {
        Visit visit = new(browser, await browser.NewPageAsync(), address, isBorrowed: false);
        await visit.GoAsync(view);
        return visit;
    }

    /// <summary>Goes to a view, and waits until nothing is loading.</summary>
    public async Task GoAsync(string view)
    {
        await Page.GotoAsync($"{_address}{(_address.StartsWith("http", StringComparison.Ordinal) ? "/" : "")}#/{view}");
        await Page.WaitForSelectorAsync($"#to-{view.Split('?')[0]}[aria-current]");
        await SettleAsync();
    }

    /// <summary>Waits until every region has its content.</summary>
    public Task SettleAsync() => Page.WaitForFunctionAsync("() => document.querySelector('h1') && !document.querySelector('[aria-busy]')");

    /// <summary>From now on the browser may report requests that were answered with an error.</summary>
    public void ExpectFailedRequests() => _mayFail = true;

    public async ValueTask DisposeAsync()
    {
        if (_isBorrowed)
        {
            await Page.UnrouteAllAsync();
            await ShowAsync("lecture"); // which asks for nothing
        }

        Page.PageError -= HearError;
        Page.Console -= HearMessage;
        Page.Request -= HearRequest;
        if (_isBorrowed)
            _browser.Return(Page);
        else
            await Page.Context.DisposeAsync();
        lock (_faults)
            Assert.True(_faults.Count == 0, string.Join('\n', _faults));
    }

    // Draws a view anew even where the address stays the same.
    private async Task ShowAsync(string view)
    {
        await Page.EvaluateAsync("hash => { history.replaceState(null, '', hash); dispatchEvent(new HashChangeEvent('hashchange')); }", $"#/{view}");
        await SettleAsync();
    }

    private void HearError(object? sender, string error) => Add($"page error: {error}");

    private void HearMessage(object? sender, IConsoleMessage message)
    {
        if (message.Type is "error" or "warning" && !_mayFail)
            Add($"console: {message.Text}");
    }

    // Pictures and scripts that stand in the page itself are nobody else's.
    private void HearRequest(object? sender, IRequest request)
    {
        if (!new[] { _address, "data:", "blob:" }.Any(own => request.Url.StartsWith(own, StringComparison.Ordinal)))
            Add($"a request to {request.Url}");
    }

    private void Add(string fault)
    {
        lock (_faults)
            _faults.Add(fault);
    }
}
