using System.Text.RegularExpressions;

namespace Engram.Api.Tests;

// What a reader may rely on in every C# file. An exception has a name and a reason.
public sealed partial class SourceFileTests
{
    private const int MostLines = 300;
    private const int MostColumns = 150;
    private const int MostColumnsInTests = 200;
    private const int MostMethodLines = 40;

    private static readonly Dictionary<string, string> LongFiles = [];

    // By file: a line number would not live long.
    private static readonly Dictionary<string, string> LongMethods = new()
    {
        ["src/Engram/Numerics/Avx2Product.cs"] = "one tile of a product: every accumulator is a register, which a call would spill",
        ["src/Engram/Numerics/Avx512Product.cs"] = "one tile of a product: every accumulator is a register, which a call would spill",
    };

    [Fact]
    public void Files_AreShort()
        => Rule.Holds(from path in Sources()
                      let lines = Repository.ReadLines(path).Length
                      where lines > MostLines && !LongFiles.ContainsKey(path)
                      select $"{path} has {lines} lines; at most {MostLines}, or name it in LongFiles with the reason");

    [Fact]
    public void Lines_AreShort()
        => Rule.Holds(from path in Sources()
                      from line in Repository.ReadLines(path).Index()
                      let most = path.StartsWith("tests/", StringComparison.Ordinal) ? MostColumnsInTests : MostColumns
                      where line.Item.Length > most
                      select $"{path}({line.Index + 1}) has {line.Item.Length} columns; at most {most}");

    [Fact]
    public void Methods_AreShort()
        => Rule.Holds(from path in Sources()
                      where path.StartsWith("src/", StringComparison.Ordinal) && !LongMethods.ContainsKey(path)
                      from body in Bodies(Repository.ReadLines(path))
                      where body.Lines > MostMethodLines
                      select $"{path}({body.Start}) a method of {body.Lines} lines; at most {MostMethodLines}");

    [Fact]
    public void Exceptions_AreStillNeeded()
        => Rule.Holds(LongFiles.Keys.Where(path => Repository.ReadLines(path).Length <= MostLines)
            .Concat(LongMethods.Keys.Where(path => Bodies(Repository.ReadLines(path)).All(body => body.Lines <= MostMethodLines))));

    [Fact]
    public void Files_HoldOnePublicTypeOfTheirName()
        => Rule.Holds(from path in Sources()
                      where path.StartsWith("src/", StringComparison.Ordinal) && Path.GetFileName(path) != "Program.cs"
                      let expected = Path.GetFileName(path).Split('.')[0]
                      let types = TopLevelType().Matches(Repository.Read(path))
                      let visible = types.Where(match => match.Groups["access"].Value == "public").ToArray()
                      where visible.Length > 1
                          || (visible.Length == 1 ? visible : types.ToArray()).All(match => match.Groups["name"].Value != expected)
                      select $"{path}: {visible.Length} public types; expected one type called {expected}");

    [Fact]
    public void Files_AndFolders_AreNamedAfterIdeas()
        => Rule.Holds(Repository.Files().Where(path => Drawer().IsMatch(path)));

    [Fact]
    public void Code_IsFinished()
        => Rule.Holds(from path in Sources().Concat(Repository.Files(pattern: "*.js"))
                      where !path.Contains("/vendor/", StringComparison.Ordinal) // others' files stay as they came
                      where Path.GetFileName(path) != nameof(SourceFileTests) + ".cs"
                      from line in Repository.ReadLines(path).Index()
                      where Unfinished().IsMatch(line.Item)
                      select $"{path}({line.Index + 1}): {line.Item.Trim()}");

    private static string[] Sources() => Repository.Files(pattern: "*.cs");

    // Formatting is checked elsewhere, so a brace alone at one or two indents opens a member or a nested type, and its twin closes it.
    private static IEnumerable<(int Start, int Lines)> Bodies(string[] lines)
    {
        for (int start = 1; start < lines.Length; start++)
        {
            if (lines[start] is not ("    {" or "        {"))
                continue;
            string indent = lines[start][..^1];
            int declaration = start - 1;
            while (lines[declaration].StartsWith(indent + " ", StringComparison.Ordinal))
                declaration--;
            if (Method().IsMatch(lines[declaration]) && !TypeDeclaration().IsMatch(lines[declaration]))
                yield return (start + 1, Array.FindIndex(lines, start, line => line.StartsWith(indent + "}", StringComparison.Ordinal)) - start - 1);
        }
    }

    [GeneratedRegex(
        @"^(?<access>public|internal)\s[\w\s]*?\b(class|record struct|struct|record|interface|enum|delegate [\w<>?\[\]]+)\s+(?<name>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    // An initializer has its '=' before any parenthesis.
    [GeneratedRegex(@"^\s+(public|private|internal|protected|static)\b[^=(]*[\w>]\(")]
    private static partial Regex Method();

    [GeneratedRegex(@"\b(class|struct|record|interface|enum)\s+\w+")]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"(^|/)(\w*\.)?(Utils?|Helpers?|Misc|Common|Tools?)(/|\.cs$)|(Utils?|Helpers?)\.cs$", RegexOptions.IgnoreCase)]
    private static partial Regex Drawer();

    [GeneratedRegex(
        @"NotImplementedException|throw new NotSupportedException\(\)|\b(TODO|FIXME|HACK|XXX)\b"
        + @"|Skip *= *""|Assert\.Skip\(|Assert\.True\(true\)|catch *(\([^)]*\))? *\{ *\}")]
    private static partial Regex Unfinished();
}
