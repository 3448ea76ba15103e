namespace Engram.Models;

/// <summary>Writes a file so that at any moment, a power cut included, either the old one or the whole new one is there.</summary>
/// <remarks>The new one is written beside it as <c>NAME.tmp</c>, flushed to the disk and then renamed; after a failure it is removed.</remarks>
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
        string temporary = path + ".tmp";
        FileStream stream = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None);
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
}
