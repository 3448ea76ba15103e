using Microsoft.Playwright;

namespace Engram.Page.Tests;

/// <summary>A visit to the page. At its end nothing may have failed in the browser, and nothing may have been asked of anybody else.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly string _address;
    private readonly List<string> _faults = [];
    private bool _mayFail;

    private Visit(IPage page, string address)
    {
        Page = page;
        _address = address;
        page.PageError += (_, error) => Add($"page error: {error}");
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !_mayFail)
                Add($"console: {message.Text}");
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address, StringComparison.Ordinal) && !IsOwn(request.Url))
                Add($"a request to {request.Url}");
        };
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>The line that says where the cursor is.</summary>
    public ILocator Point => Page.Locator("#point");

    /// <summary>Opens a view.</summary>
    /// <param name="browser">The browser.</param>
    /// <param name="origin">The server, or an offline file.</param>
    /// <param name="view">The view with its state, such as <c>memory?unit=3</c>.</param>
    /// <param name="width">Of the window, in CSS pixels.</param>
    /// <param name="theme">What the system prefers.</param>
    public static async Task<Visit> OpenAsync(
        Browser browser, string origin, string view, int width = 1280, ColorScheme theme = ColorScheme.Light)
    {
        Visit visit = new(await browser.NewPageAsync(width, theme: theme), origin);
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
        await Page.Context.DisposeAsync();
        lock (_faults)
            Assert.True(_faults.Count == 0, string.Join('\n', _faults));
    }

    // Pictures and scripts that stand in the page itself.
    private static bool IsOwn(string address) => address.StartsWith("data:", StringComparison.Ordinal) || address.StartsWith("blob:", StringComparison.Ordinal);

    private void Add(string fault)
    {
        lock (_faults)
            _faults.Add(fault);
    }
}
