using System.Text.Json;

namespace Engram.Conformance.Tests.Cases;

/// <summary>Finds and reads the vector files.</summary>
public static class VectorFiles
{
    /// <summary>The environment variable that names a folder to read instead of the usual ones.</summary>
    public const string Variable = "ENGRAM_VECTORS";

    private const string Format = "rnn-vectors/1";
    private static readonly Lazy<IReadOnlyList<VectorCase>> Read = new(() => ReadAll(Folders()));

    /// <summary>The folder of the values that were computed for this project.</summary>
    public static string OwnFolder => Path.Combine(AppContext.BaseDirectory, "Vectors");

    /// <summary>Every case of every file, by file and place. A case that two folders hold word for word is there once.</summary>
    public static IReadOnlyList<VectorCase> Cases => Read.Value;

    /// <summary>The folder of the variable; else the <see cref="UsualFolders"/>.</summary>
    public static IReadOnlyList<string> Folders()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } given)
            return UsualFolders();
        return Directory.Exists(given)
            ? [given]
            : throw new DirectoryNotFoundException($"{Variable} is '{given}', but there is no such folder. Give the folder of vector files.");
    }

    /// <summary><c>Vectors</c> beside this assembly, and <c>shared/vectors</c> beside the checkout where it is.</summary>
    public static IReadOnlyList<string> UsualFolders()
    {
        List<string> folders = [OwnFolder];
        DirectoryInfo? checkout = new(AppContext.BaseDirectory);
        while (checkout is not null && !File.Exists(Path.Combine(checkout.FullName, "Engram.slnx"))) checkout = checkout.Parent;
        string? shared = checkout?.Parent is DirectoryInfo parent ? Path.Combine(parent.FullName, "shared", "vectors") : null;
        if (Directory.Exists(shared)) folders.Add(shared);
        return folders;
    }

    /// <summary>Every case of every <c>*.json</c> file of some folders.</summary>
    public static IReadOnlyList<VectorCase> ReadAll(IEnumerable<string> folders)
    {
        Dictionary<string, VectorCase> cases = [];
        foreach (string file in folders.SelectMany(folder => Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal)))
        {
            foreach (VectorCase found in ReadFile(file))
            {
                VectorCase unique = found;
                for (int copy = 2; cases.TryGetValue(unique.Name, out VectorCase? known) && !Same(known, found); copy++)
                    unique = found with { Name = $"{found.Name} ({copy})" };
                cases[unique.Name] = unique;
            }
        }
        return [.. cases.Values];
    }

    private static bool Same(VectorCase one, VectorCase other) => one.Group == other.Group && JsonElement.DeepEquals(one.Json, other.Json);

    private static IEnumerable<VectorCase> ReadFile(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
        JsonElement root = document.RootElement.Clone();
        if (!root.TryGetProperty("format", out JsonElement format) || format.GetString() != Format)
            throw new FormatException($"{file}: the format is not '{Format}'. Only such files may stand in the folder.");
        string group = root.GetProperty("group").GetString()!;
        JsonElement cases = root.GetProperty("cases");
        if (root.TryGetProperty("count", out JsonElement count) && count.GetInt32() != cases.GetArrayLength())
            throw new FormatException($"{file}: {count.GetInt32()} cases are announced, but {cases.GetArrayLength()} are there.");
        return [.. cases.EnumerateArray().Select(json =>
            new VectorCase(group, json.GetProperty("name").GetString()!, json.GetProperty("kind").GetString()!, json))];
    }
}
