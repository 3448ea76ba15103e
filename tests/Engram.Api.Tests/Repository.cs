namespace Engram.Api.Tests;

/// <summary>The files that a clone has, without what builds leave behind.</summary>
internal static class Repository
{
    private static readonly HashSet<string> Generated
        = ["bin", "obj", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts", "node_modules", ".git", ".vs", ".idea"];

    /// <summary>The folder that holds <c>Engram.slnx</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>All files below a folder, as paths from the root with <c>/</c>, in ordinal order.</summary>
    public static string[] Files(string folder = "", string pattern = "*")
    {
        List<string> found = [];
        Collect(Path.Combine(Root, folder), pattern, found);
        return [.. found.Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];
    }

    /// <summary>The text of a file.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The lines of a file.</summary>
    public static string[] ReadLines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    private static void Collect(string folder, string pattern, List<string> found)
    {
        if (!Directory.Exists(folder))
            return;
        found.AddRange(Directory.EnumerateFiles(folder, pattern));
        foreach (string child in Directory.EnumerateDirectories(folder))
            if (!Generated.Contains(Path.GetFileName(child)))
                Collect(child, pattern, found);
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Engram.slnx")))
                return folder.FullName;
        throw new InvalidOperationException($"No Engram.slnx above {AppContext.BaseDirectory}: run these tests from a clone.");
    }
}
