using System.Runtime.CompilerServices;

namespace Engram.Cli.Tests;

/// <summary>Compares what a user sees with the file that was approved.</summary>
internal static class Snapshot
{
    /// <summary>Compares with <c>Expectations/NAME.txt</c>.</summary>
    /// <param name="received">What came out.</param>
    /// <param name="name">The name of the expectation; by default that of the test.</param>
    public static void Matches(string received, [CallerMemberName] string name = "")
    {
        string expectations = Path.Combine(Root(), "tests", "Engram.Cli.Tests", "Expectations");
        string approved = Path.Combine(expectations, $"{name}.txt");
        string receivedPath = Path.Combine(AppContext.BaseDirectory, $"{name}.received.txt");
        File.WriteAllText(receivedPath, received);
        string expected = File.Exists(approved) ? File.ReadAllText(approved).ReplaceLineEndings("\n") : "";
        if (received != expected)
            Assert.Fail($"{name}: expected\n{expected}\nbut received\n{received}\nIf that is meant, approve it with\n  cp {receivedPath} {approved}");
    }

    /// <summary>The root of the clone.</summary>
    public static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Engram.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Run these tests from a clone.");
    }
}
