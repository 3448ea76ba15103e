namespace Engram.Server.Serving;

/// <summary>What tells a file from the one that stood in its place before.</summary>
/// <param name="Written">When it was written.</param>
/// <param name="Length">Its bytes.</param>
internal readonly record struct FileStamp(DateTime Written, long Length)
{
    /// <summary>The stamp of a file; the default where there is none.</summary>
    public static FileStamp Of(string path)
    {
        FileInfo file = new(path);
        return file.Exists ? new FileStamp(file.LastWriteTimeUtc, file.Length) : default;
    }
}
