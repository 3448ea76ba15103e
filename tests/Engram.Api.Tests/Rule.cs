
namespace Engram.Api.Tests;

/// <summary>A rule of the house.</summary>
internal static class Rule
{
    /// <summary>Fails with every violation on a line of its own, however many there are.</summary>
    public static void Holds(IEnumerable<string?> violations)
    {
        string?[] found = [.. violations.Distinct()];
        if (found.Length > 0)
            Assert.Fail($"{found.Length} places break the rule:\n{string.Join('\n', found)}");
    }
}
