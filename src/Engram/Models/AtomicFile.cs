namespace Engram.Models;

/// <summary>Writes a file so that at any moment, a power cut included, either the old one or the whole new one is there.</summary>
/// <remarks>The new one is written beside it as <c>NAME.0.tmp</c>, or the next number that is free, flushed to the disk and then renamed; after a
/// failure it is removed.</remarks>
public static class AtomicFile
{
    /// <summary>Writes a file.</summary>
    /// <param name="path">Where; an old file there is replaced.</param>
    /// <param name="write">Writes the contents.</param>
    /// <exception cref="IOException">The folder does not exist or cannot be written, or the disk is full.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        FileStream stream = Create(path);
        string temporary = stream.Name;
        try
        {
            using (stream)
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Finds out whether a file can be written, before the work for it is done; leaves everything as it was.</summary>
    /// <param name="path">The file that is to be written.</param>
    /// <exception cref="IOException">The folder does not exist or cannot be written, or the path is a folder.</exception>
    public static void Check(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FileStream stream = Create(path);
        stream.Dispose();
        File.Delete(stream.Name);
    }

    private static FileStream Create(string path)
    {
        if (Directory.Exists(path))
            throw new IOException($"{path}: this is a folder. Give the name of a file.");
        try
        {
            for (int number = 0; ; number++)
            {
                string temporary = FormattableString.Invariant($"{path}.{number}.tmp");
                try
                {
                    return new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
                }
                catch (IOException) when (File.Exists(temporary))
                {
                    // Somebody else's: the next number.
                }
            }
        }
        catch (DirectoryNotFoundException cause)
        {
            throw new IOException($"{path}: there is no folder '{Path.GetDirectoryName(path)}' to write to. Create it, or write elsewhere.", cause);
        }
        catch (UnauthorizedAccessException cause)
        {
            throw new IOException($"{path}: this user may not write there. Write elsewhere, or ask for the permission.", cause);
        }
    }
}
