using System.Net;
using System.Text.Json;

namespace Engram.Server.Tests;

/// <summary>What the server answered.</summary>
internal sealed record Reply(HttpStatusCode Status, string Text, string? ContentType, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The answer as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public static async Task<Reply> ReadAsync(HttpResponseMessage response) => new(
        response.StatusCode,
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
        response.Content.Headers.ContentType?.ToString(),
        response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));

    /// <summary>A problem document of a status, every part of it there; the detail.</summary>
    public string RequireProblem(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{Status}, but {status} was expected: {Text}");
        Assert.Equal("application/problem+json", ContentType);
        Assert.Equal("nosniff", Headers["X-Content-Type-Options"]);
        JsonElement problem = Json;
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        foreach (string part in (string[])["type", "title", "detail", "expected", "fix", "instance"])
            Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty(part).GetString()), part);
        return problem.GetProperty("detail").GetString()!;
    }
}
