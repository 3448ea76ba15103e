
namespace Engram.Api.Tests;

// Whoever changes what users can call sees it here, line by line, and approves it; a line in CHANGELOG.md goes with it.
public sealed class PublicApiTests
{
    private const string Expectations = "tests/Engram.Api.Tests/Expectations";

    [Theory]
    [InlineData(typeof(Engram.Numerics.Simd))]
    [InlineData(typeof(Engram.Interop.Onnx.OnnxModel))]
    [InlineData(typeof(Engram.Page.InspectorPage))]
    [InlineData(typeof(Engram.Server.TaggerServer))]
    public void Library_HasTheApprovedPublicApi(Type oneOfItsTypes)
    {
        string name = oneOfItsTypes.Assembly.GetName().Name!;
        string received = ApiDump.Write(oneOfItsTypes.Assembly);
        string receivedPath = Path.Combine(AppContext.BaseDirectory, $"{name}.received.txt");
        File.WriteAllText(receivedPath, received);
        string approvedPath = Path.Combine(Repository.Root, Expectations, $"{name}.txt");
        string approved = File.Exists(approvedPath) ? File.ReadAllText(approvedPath).ReplaceLineEndings("\n") : "";

        Assert.True(received == approved, Difference(approved, received, receivedPath, $"{Expectations}/{name}.txt"));
    }

    private static string Difference(string approved, string received, string receivedPath, string approvedPath)
    {
        string[] before = [.. Members(approved)];
        string[] after = [.. Members(received)];
        IEnumerable<string> changes = before.Except(after).Select(line => $"- {line}").Concat(after.Except(before).Select(line => $"+ {line}"));
        string from = Path.GetRelativePath(Repository.Root, receivedPath).Replace('\\', '/');
        return $"The public API has changed:\n{string.Join('\n', changes)}\n"
            + $"If that is meant, approve it from the root of the clone with\n  cp {from} {approvedPath}\nand add a line to CHANGELOG.md.";
    }

    // Every line with the type that it belongs to, since many types have the same members.
    private static IEnumerable<string> Members(string text)
    {
        string type = "";
        foreach (string line in text.Split('\n').Where(line => line.Length > 0))
        {
            if (!line.StartsWith(' '))
                type = line;
            yield return line.StartsWith(' ') ? $"{type} | {line.Trim()}" : line;
        }
    }
}
