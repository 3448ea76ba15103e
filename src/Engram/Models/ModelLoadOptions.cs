namespace Engram.Models;

/// <summary>How a model is loaded.</summary>
public sealed record ModelLoadOptions
{
    /// <summary>Whether the file's checksums must be right. Default true; false loads a file that another tool has edited. Everything else is
    /// checked either way.</summary>
    public bool Verify { get; init; } = true;
}
