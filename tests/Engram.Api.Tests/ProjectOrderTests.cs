using System.Xml.Linq;

namespace Engram.Api.Tests;

// A project of src may use those named here and no others; each comes before it in the list.
public sealed class ProjectOrderTests
{
    // Fails on every kind of vector that no runner knows, so it joins the solution when each kind has one.
    private const string Unfinished = "tests/Engram.Conformance.Tests/Engram.Conformance.Tests.csproj";

    // Its restore is 1.2 GB, which nobody should need who builds the library.
    private static readonly string[] Peers = ["benchmarks/Engram.Peers/Engram.Peers.csproj", "benchmarks/Engram.OnnxStart/Engram.OnnxStart.csproj"];

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Engram"] = [],
        ["Engram.Interop"] = ["Engram"],
        ["Engram.Page"] = [],
        ["Engram.Server"] = ["Engram", "Engram.Page"],
        ["Engram.Cluster"] = ["Engram"],
        ["Engram.Cli"] = ["Engram", "Engram.Interop", "Engram.Page", "Engram.Server"],
    };

    [Fact]
    public void Projects_UseOnlyThoseBeforeThem()
    {
        IEnumerable<string> wrong = from path in Repository.Files("src", "*.csproj")
                                    let project = Path.GetFileNameWithoutExtension(path)
                                    from used in References(path, "ProjectReference").Select(include => Path.GetFileNameWithoutExtension(include))
                                    where !Allowed.TryGetValue(project, out string[]? allowed) || !allowed.Contains(used)
                                    select $"{project} may not use {used}";

        Rule.Holds(wrong);
    }

    [Fact]
    public void Projects_AreInTheList()
        => Rule.Holds(Repository.Files("src", "*.csproj").Select(Path.GetFileNameWithoutExtension).Except(Allowed.Keys));

    [Fact]
    public void Library_DependsOnTheFrameworkOnly()
    {
        IEnumerable<XElement> packages = XDocument.Parse(Repository.Read("src/Engram/Engram.csproj")).Descendants("PackageReference");

        Rule.Holds(packages.Where(package => package.Attribute("PrivateAssets")?.Value != "all").Select(package => package.ToString()));
    }

    [Fact]
    public void Solution_HasEveryProject()
    {
        IEnumerable<XElement> projects = XDocument.Parse(Repository.Read("Engram.slnx")).Descendants("Project");
        HashSet<string> listed = [.. projects.Select(project => project.Attribute("Path")!.Value)];

        Rule.Holds(Repository.Files(pattern: "*.csproj").Where(path => !listed.Contains(path) && path != Unfinished && !Peers.Contains(path)));
    }

    private static IEnumerable<string> References(string path, string kind)
        => XDocument.Parse(Repository.Read(path)).Descendants(kind).Select(element => element.Attribute("Include")!.Value.Replace('\\', '/'));
}
