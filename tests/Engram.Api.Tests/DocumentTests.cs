using System.Text.RegularExpressions;

namespace Engram.Api.Tests;

public sealed partial class DocumentTests
{
    private static readonly string[] TextEndings =
        [".cs", ".csproj", ".props", ".slnx", ".md", ".json", ".txt", ".js", ".css", ".html", ".py", ".sh", ".yml", ".yaml", ".editorconfig"];

    [Fact]
    public void Links_LeadSomewhere()
    {
        IEnumerable<string> broken = from path in Repository.Files(pattern: "*.md")
                                     from Match link in Link().Matches(WithoutCode(path))
                                     let target = link.Groups["target"].Value
                                     where !target.Contains("://", StringComparison.Ordinal)
                                     where !target.StartsWith("mailto:", StringComparison.Ordinal)
                                     where !Resolves(path, target)
                                     select $"{path}: {target}";

        Rule.Holds(broken);
    }

    [Fact]
    public void Text_NamesNoPathOfSomebodysMachine()
        => Rule.Holds(from path in Repository.Files()
                      where TextEndings.Contains(Path.GetExtension(path)) || path.StartsWith("eng/", StringComparison.Ordinal) || path == ".ci/run"
                      where !path.EndsWith("packages.lock.json", StringComparison.Ordinal)
                      from line in Repository.ReadLines(path).Index()
                      where MachinePath().IsMatch(line.Item)
                      select $"{path}({line.Index + 1}): {line.Item.Trim()}");

    [Fact]
    public void Decisions_AreNumberedWithoutGaps()
    {
        IEnumerable<string> numbers = Repository.Files("docs/adr", "*.md").Select(path => Path.GetFileName(path)[..4]);

        Assert.Equal(numbers.Select((_, index) => $"{index + 1:0000}"), numbers);
    }

    // A snippet that no compiler sees is wrong after the first change.
    [Fact]
    public void Snippets_OfTheGuide_StandInSamples()
    {
        string[] samples = [.. Repository.Files("samples", "*.cs").Select(path => WithoutIndents(Repository.Read(path)))];

        Rule.Holds(from path in Repository.Files("docs/guide", "*.md")
                   from Match snippet in Snippet().Matches(Repository.Read(path).ReplaceLineEndings("\n"))
                   let code = WithoutIndents(snippet.Groups["code"].Value)
                   where !samples.Any(sample => sample.Contains(code, StringComparison.Ordinal))
                   select $"{path}: no file under samples/ has the snippet that begins with '{code.Split('\n')[0]}'");
    }

    private static string WithoutIndents(string code) => string.Join('\n', code.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()));

    private static bool Resolves(string path, string target)
    {
        string[] parts = target.Split('#', 2);
        string file = parts[0].Length == 0 ? path : Path.Combine(Path.GetDirectoryName(path)!, parts[0]);
        string full = Path.GetFullPath(Path.Combine(Repository.Root, file));
        if (!File.Exists(full))
            return parts.Length == 1 && Directory.Exists(full);
        return parts.Length == 1 || File.ReadLines(full).Where(line => line.StartsWith('#')).Select(Anchor).Contains(parts[1]);
    }

    // The anchor that GitHub gives a heading.
    private static string Anchor(string heading)
        => NotInAnchor().Replace(heading.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-');

    private static string WithoutCode(string path) => CodeBlock().Replace(Repository.Read(path), "");

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"```csharp\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Snippet();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();

    [GeneratedRegex(@"(^|[^A-Za-z0-9_.])/(work|root|farm|home/\w+)/|[A-Z]:\\Users\\")]
    private static partial Regex MachinePath();
}
