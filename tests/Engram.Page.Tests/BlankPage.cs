using System.Text.Json;
using Microsoft.Playwright;

namespace Engram.Page.Tests;

/// <summary>A page in which modules can be imported, shared by the tests of a class that change nothing in it.</summary>
public sealed class BlankPage(Browser browser, Server server) : IAsyncLifetime
{
    /// <summary>The page.</summary>
    public IPage Page { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Page = await browser.NewPageAsync();
        await Page.GotoAsync($"{server.Origin}/#/lecture");
    }

    /// <summary>The value of an expression over the module <c>m</c>.</summary>
    public async Task<JsonElement> EvaluateAsync(string module, string expression)
        => (await Page.EvaluateAsync<JsonElement?>($"async () => {{ const m = await import('engram/{module}'); return {expression}; }}"))!.Value;

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
