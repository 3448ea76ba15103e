using System.Diagnostics;

namespace Engram.Peers;

/// <summary>Publishes the programs whose start is measured, into a folder of their own.</summary>
internal static class Publication
{
    private const string Runtime = "linux-x64";

    /// <summary>Publishes a project.</summary>
    /// <param name="project">Its folder, from the root of the clone.</param>
    /// <param name="kind">The name of the folder to publish into.</param>
    /// <param name="aot">Whether ahead of time; else for the just-in-time compiler of an installed runtime.</param>
    /// <returns>The program.</returns>
    public static string Publish(string project, string kind, bool aot)
    {
        string root = Root(), folder = Path.Combine(root, "artifacts", "peers", kind);
        string[] how = aot
            ? ["-p:PublishAot=true", $"-p:CppCompilerAndLinker={(Exists("clang") ? "clang" : "gcc")}"]
            : ["--self-contained", "false"];
        ProcessStartInfo start = new(
            "dotnet", ["publish", Path.Combine(root, project), "-c", "Release", "-r", Runtime, "-o", folder, "--nologo", "-v", "q", .. how])
        {
            RedirectStandardOutput = true,
        };
        using Process publish = Process.Start(start)!;
        string output = publish.StandardOutput.ReadToEnd();
        publish.WaitForExit();
        return publish.ExitCode == 0
            ? Path.Combine(folder, Path.GetFileName(project))
            : throw new InvalidOperationException($"{project} could not be published; that needs gcc or clang, and zlib's headers.\n{output}");
    }

    private static bool Exists(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static string Root()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Engram.slnx")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No Engram.slnx above {AppContext.BaseDirectory}: run this from a clone.");
    }
}
