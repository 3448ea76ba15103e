namespace Engram.Server;

/// <summary>A model that is to be served.</summary>
/// <param name="Name">What requests call it.</param>
/// <param name="Path">The model file, <c>*.engram</c>.</param>
public sealed record ModelSource(string Name, string Path)
{
    /// <summary>Reads <c>NAME=FILE</c>, or <c>FILE</c> alone, which is then called like the file without its folder and ending.</summary>
    /// <param name="text">What the command line says.</param>
    /// <exception cref="ArgumentException">The name or the file is empty.</exception>
    public static ModelSource Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int sign = text.IndexOf('=', StringComparison.Ordinal);
        string path = text[(sign + 1)..];
        string name = sign >= 0 ? text[..sign] : System.IO.Path.GetFileNameWithoutExtension(path);
        return name.Length > 0 && path.Length > 0
            ? new ModelSource(name, path)
            : throw new ArgumentException($"'{text}' names no model. Give a model file, or NAME=FILE, such as tickets=models/tickets.engram.");
    }
}
