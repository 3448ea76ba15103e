using System.Text.RegularExpressions;

namespace Engram.Api.Tests;

public sealed partial class FolderOrderTests
{
    private static readonly string[] Order =
    [
        "Numerics", "Cells", "Layers", "Encoders", "Tagging", "Corpora", "Models", "Evaluation", "Training", "Inspection", "Reports", "Lessons",
    ];

    private static readonly Dictionary<string, HashSet<string>> Types = typeof(Engram.Numerics.Simd).Assembly.GetTypes()
        .Where(type => type.Namespace?.StartsWith("Engram.", StringComparison.Ordinal) == true)
        .GroupBy(type => type.Namespace!.Split('.')[1])
        .ToDictionary(group => group.Key, group => group.Select(type => type.Name.Split('`')[0]).ToHashSet());

    [Fact]
    public void SourceFiles_LieInAFolderOfTheOrder()
        => Rule.Holds(Sources().Where(path => !Order.Contains(Folder(path))));

    [Fact]
    public void Namespaces_AreTheFolders()
    {
        IEnumerable<string> wrong = from path in Sources()
                                    let expected = Path.GetDirectoryName(path)!["src/".Length..].Replace('\\', '/').Replace('/', '.')
                                    where !Repository.ReadLines(path).Contains($"namespace {expected};")
                                    select $"{path}: expected 'namespace {expected};'";

        Rule.Holds(wrong);
    }

    [Fact]
    public void Folders_UseOnlyThoseBeforeThem()
    {
        IEnumerable<string> wrong = from path in Sources()
                                    let own = Array.IndexOf(Order, Folder(path))
                                    from used in Uses(path)
                                    where Array.IndexOf(Order, used) > own
                                    select $"{path}: {Folder(path)} comes before {used} and may not use it";

        Rule.Holds(wrong);
    }

    [Fact]
    public void Library_HasNoGlobalUsings()
        => Assert.DoesNotContain(Sources().Append("src/Engram/Engram.csproj"), path => GlobalUsing().IsMatch(Repository.Read(path)));

    private static string[] Sources() => Repository.Files("src/Engram", "*.cs");

    private static string Folder(string path) => path.Split('/')[2];

    // Without a global using, another folder's type needs a using or a qualified name. Comments may speak of anything.
    private static IEnumerable<string> Uses(string path)
    {
        string text = string.Join('\n', Repository.ReadLines(path).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));
        foreach (Match match in Using().Matches(text))
            yield return match.Groups["folder"].Value;
        foreach (Match match in Qualified().Matches(text))
            if (Types.TryGetValue(match.Groups["folder"].Value, out HashSet<string>? types) && types.Contains(match.Groups["type"].Value))
                yield return match.Groups["folder"].Value;
    }

    [GeneratedRegex(@"^using (static )?(\w+ = )?(global::)?Engram\.(?<folder>\w+)", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"(?<![\w.])(global::)?(Engram\.)?(?<folder>\w+)\.(\w+\.)?(?<type>\w+)")]
    private static partial Regex Qualified();

    [GeneratedRegex(@"^global using|<Using ", RegexOptions.Multiline)]
    private static partial Regex GlobalUsing();
}
