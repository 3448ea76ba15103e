namespace Engram.Conformance.Tests.Cases;

/// <summary>Where lines for the reader of a test run go.</summary>
/// <remarks>
/// <c>dotnet test</c> runs this program with its standard output captured, and shows what it captured only when a test failed. So that the
/// counts can be read after a good run too, they are then written to the standard output of <c>dotnet test</c> itself. That works on Linux,
/// where it is a pipe, a terminal or a file opened for appending; elsewhere <c>dotnet run --project</c> shows the lines.
/// </remarks>
internal static class RunnerOutput
{
    private const int AppendFlag = 1024; // O_APPEND

    /// <summary>Writes text where the reader of the run sees it.</summary>
    /// <param name="text">Whole lines.</param>
    /// <param name="shownAnyway">Whether a test failed, so that captured output is shown.</param>
    public static void Write(string text, bool shownAnyway)
    {
        bool captured = Environment.GetCommandLineArgs().Contains("--server");
        if (captured && !shownAnyway && OperatingSystem.IsLinux() && ParentOutput() is string path)
        {
            using FileStream parent = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            if (parent.CanSeek) parent.Seek(0, SeekOrigin.End);
            parent.Write(System.Text.Encoding.UTF8.GetBytes(text));
            return;
        }
        Console.Out.Write(text);
        Console.Out.Flush();
    }

    // The standard output of the process that started this one; null where writing there could destroy what stands there.
    private static string? ParentOutput()
    {
        try
        {
            string status = File.ReadAllText("/proc/self/stat");
            string parent = status[(status.LastIndexOf(')') + 2)..].Split(' ')[1];
            string path = $"/proc/{parent}/fd/1";
            string target = new FileInfo(path).LinkTarget ?? "";
            string flags = File.ReadLines($"/proc/{parent}/fdinfo/1").First(line => line.StartsWith("flags:", StringComparison.Ordinal))[6..].Trim();
            bool appends = (Convert.ToInt32(flags, 8) & AppendFlag) != 0;
            bool keepsWhatStands = appends || target.StartsWith("pipe:", StringComparison.Ordinal) || target.StartsWith("/dev/", StringComparison.Ordinal);
            return keepsWhatStands ? path : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidOperationException or FormatException)
        {
            return null; // another user's process, or a system without /proc: the lines go to this program's own output
        }
    }
}
