using System.Runtime.InteropServices;

namespace Engram.Conformance.Tests.Cases;

/// <summary>Where lines for the reader of a test run go.</summary>
/// <remarks>
/// <c>dotnet test</c> runs this program with its standard output captured, and shows what it captured only when a test failed. So that the
/// counts can be read after a good run too, they are then written to the standard output of <c>dotnet test</c> itself. That works on Linux,
/// where a process may use another one's output; elsewhere <c>dotnet run --project</c> shows the lines.
/// </remarks>
internal static partial class RunnerOutput
{
    private const nint OpenProcess = 434; // pidfd_open, the same number on every processor
    private const nint GetHandle = 438; // pidfd_getfd: not a new opening of the file, but the handle itself, with the place where it writes

    /// <summary>Writes text where the reader of the run sees it.</summary>
    /// <param name="text">Whole lines.</param>
    /// <param name="shownAnyway">Whether a test failed, so that captured output is shown.</param>
    public static void Write(string text, bool shownAnyway)
    {
        bool captured = Environment.GetCommandLineArgs().Contains("--server");
        if (captured && !shownAnyway && OperatingSystem.IsLinux() && (WriteToHandle(text) || WriteToStream(text)))
            return;
        Console.Out.Write(text);
        Console.Out.Flush();
    }

    private static bool WriteToHandle(string text)
    {
        if (ParentProcess() is not int parent)
            return false;
        int process = (int)SystemCall(OpenProcess, parent, 0, 0);
        int output = process < 0 ? -1 : (int)SystemCall(GetHandle, process, 1, 0);
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
        bool written = output >= 0 && WriteBytes(output, bytes, bytes.Length) == bytes.Length;
        foreach (int handle in new[] { output, process })
        {
            if (handle >= 0)
                _ = Close(handle);
        }

        return written;
    }

    // Where another process's handles may not be taken, a pipe or a terminal can still be opened once more. Not a file: what is written to it
    // there would be overwritten.
    private static bool WriteToStream(string text)
    {
        try
        {
            string path = $"/proc/{ParentProcess()}/fd/1", target = new FileInfo(path).LinkTarget ?? "";
            if (!target.StartsWith("pipe:", StringComparison.Ordinal) && !target.StartsWith("/dev/", StringComparison.Ordinal))
                return false;
            using FileStream parent = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            parent.Write(System.Text.Encoding.UTF8.GetBytes(text));
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false; // another user's process: the lines go to this program's own output
        }
    }

    private static int? ParentProcess()
    {
        try
        {
            string status = File.ReadAllText("/proc/self/stat");
            return int.Parse(status[(status.LastIndexOf(')') + 2)..].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null; // a system without /proc
        }
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint SystemCall(nint number, nint first, nint second, nint third);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint WriteBytes(int handle, byte[] bytes, nint count);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
