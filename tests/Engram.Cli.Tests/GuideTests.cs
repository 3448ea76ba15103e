using System.CommandLine;
using System.Text.RegularExpressions;
using Engram.Cli.Commands;

namespace Engram.Cli.Tests;

public sealed partial class GuideTests
{
    private static readonly RootCommand Root = RootCommands.Create(new Terminal(Stream.Null, TextWriter.Null, TextWriter.Null));

    public static TheoryData<string> Documents
        => [.. Directory.GetFiles(Path.Combine(Snapshot.Root(), "docs"), "*.md", SearchOption.AllDirectories).Append(Path.Combine(Snapshot.Root(), "README.md"))
            .Where(path => Commands(path).Length > 0).Select(path => Path.GetRelativePath(Snapshot.Root(), path))];

    // A command line that no program has parsed is wrong after the first change of an option.
    [Theory]
    [MemberData(nameof(Documents))]
    public void CommandLines_OfTheDocuments_Parse(string path)
    {
        foreach (string line in Commands(Path.Combine(Snapshot.Root(), path)))
            Assert.True(Root.Parse(line).Errors.Count == 0, $"{path}: 'engram {line}': {string.Join(' ', Root.Parse(line).Errors)}");
    }

    [Fact]
    public void Grammar_OfTheGuide_StandsInItsSample()
    {
        string guide = File.ReadAllText(Path.Combine(Snapshot.Root(), "docs", "guide", "train-your-own.md")).ReplaceLineEndings("\n");
        string sample = File.ReadAllText(Path.Combine(Snapshot.Root(), "samples", "BookingForm", "booking.grammar")).ReplaceLineEndings("\n");

        MatchCollection snippets = GrammarSnippet().Matches(guide);

        Assert.NotEmpty(snippets);
        Assert.All(snippets, snippet => Assert.Contains(snippet.Groups[1].Value, sample));
    }

    // Lines of code blocks that begin with the command, or that pipe into it; comments and redirections behind them left out.
    private static string[] Commands(string path) => [..
        from Match block in CodeBlock().Matches(File.ReadAllText(path).ReplaceLineEndings("\n"))
        where block.Groups["language"].Length == 0
        from line in block.Groups["code"].Value.Split('\n')
        let command = Command().Match(line)
        where command.Success
        select command.Groups[1].Value.Split(" #")[0].Split(" >")[0].Trim()];

    [GeneratedRegex("^```(?<language>\\w*)\\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"(?:^|\| )engram ((?!…)[a-z].*)$")]
    private static partial Regex Command();

    [GeneratedRegex("^```grammar\\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex GrammarSnippet();
}
